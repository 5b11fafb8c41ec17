using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AtsBridge.Benchmarks.Data;

/// <summary>
/// Serves the rows of an export as the pages of an API: <c>GET /?page=N</c>, the last one empty. The pages are made before anything is
/// measured, and nothing is done here but to send them, so that what is measured is the reading of them.
/// </summary>
internal sealed class PageServer : IDisposable
{
    internal const int PageSize = 500;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[][] _pages;

    internal PageServer(int rows, bool turned)
    {
        _pages = [.. Enumerable.Range(0, (rows + PageSize - 1) / PageSize).Select(page => Page(rows, turned ? rows / 2 : 0, page)), Page(0, 0, 0)];
        _listener.Start();
        _ = ServeAsync(_end.Token);
    }

    internal Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    internal int Pages => _pages.Length;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private static byte[] Page(int rows, int first, int page)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            for (var i = page * PageSize; i < Math.Min(rows, (page + 1) * PageSize); i++)
            {
                var cells = new ExportRow((i + first) % rows, moved: false).Cells();
                writer.WriteStartObject();
                for (var cell = 0; cell < cells.Length; cell++)
                {
                    writer.WriteString(ExportRow.Headings[cell], cells[cell]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body.ToArray()];
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _ = AnswerAsync(await _listener.AcceptTcpClientAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var connection = client;
        connection.NoDelay = true;
        await using var stream = connection.GetStream();
        using var lines = new StreamReader(stream, Encoding.ASCII);
        while (await lines.ReadLineAsync(cancellationToken) is { Length: > 0 } request)
        {
            while (await lines.ReadLineAsync(cancellationToken) is { Length: > 0 })
            {
            }

            var number = request.AsSpan(request.IndexOf("page=", StringComparison.Ordinal) + 5);
            await stream.WriteAsync(_pages[int.Parse(number[..number.IndexOf(' ')], NumberStyles.None, CultureInfo.InvariantCulture) - 1], cancellationToken);
        }
    }
}
