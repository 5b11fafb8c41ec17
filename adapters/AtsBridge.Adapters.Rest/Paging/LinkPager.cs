using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>A <c>Link</c> header with <c>rel="next"</c> (RFC 8288).</summary>
internal sealed class LinkPager(PagingSettings settings, Addresses addresses) : Pager(settings)
{
    protected override Call? Behind(Call first, Page page) =>
        page.Answer.Headers.TryGetValues("Link", out var lines) && NextOf(string.Join(", ", lines)) is { } next ? addresses.Follow(page.Answer.Call, next) : null;

    /// <summary>The address with the relation "next"; null where there is none.</summary>
    internal static string? NextOf(string header)
    {
        var at = 0;
        while (header.IndexOf('<', at) is var open and >= 0 && header.IndexOf('>', open) is var close and >= 0)
        {
            var parameters = close + 1;
            at = EndOf(header, parameters, ',');
            if (IsNext(header.AsSpan(parameters, at - parameters)))
            {
                return header[(open + 1)..close];
            }
        }

        return null;
    }

    /// <summary>Where a part ends; what stands within quotes belongs to it.</summary>
    private static int EndOf(ReadOnlySpan<char> text, int from, char end)
    {
        var quoted = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == end && !quoted)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool IsNext(ReadOnlySpan<char> parameters)
    {
        while (!parameters.IsEmpty)
        {
            var end = EndOf(parameters, 0, ';');
            var parameter = parameters[..end].Trim();
            parameters = parameters[Math.Min(parameters.Length, end + 1)..];
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                // Several relations of one link stand with blanks between them.
                return parameter[(equals + 1)..].Trim().Trim('"').ToString().Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
