using System.Text.Json;
using AtsBridge.Benchmarks.Data;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Gets every page of an API and goes over every token of it.</summary>
internal static class PagesFloor
{
    internal static async Task<long> RunAsync(PageServer server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var tokens = 0L;
        for (var page = 1; page <= server.Pages; page++)
        {
            var body = await http.GetByteArrayAsync(FormattableString.Invariant($"?page={page}"), cancellationToken);
            tokens += Count(body);
        }

        return tokens;
    }

    private static long Count(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var tokens = 0L;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
