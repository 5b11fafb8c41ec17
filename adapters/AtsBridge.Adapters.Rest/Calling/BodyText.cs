using System.Net.Http.Headers;
using System.Text;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>From the bytes of an answer to UTF-8 without a byte order mark.</summary>
internal static class BodyText
{
    public static ReadOnlyMemory<byte> AsUtf8(ReadOnlyMemory<byte> body, MediaTypeHeaderValue? type, Call call)
    {
        var bytes = body.Span;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return body[3..];
        }

        var named = type?.CharSet?.Trim('"', ' ');
        Encoding? encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ when named is null || named.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || named.Equals("utf8", StringComparison.OrdinalIgnoreCase) => null,
            _ => Named(named, call),
        };
        return encoding is null ? body : Encoding.UTF8.GetBytes(encoding.GetString(bytes).TrimStart('\uFEFF'));
    }

    private static Encoding Named(string name, Call call)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException e)
        {
            throw new SourceException(SourceFault.Unreadable, $"{call.Place} answered in an encoding that is not known here. JSON is UTF-8; ask the vendor.", e);
        }
    }
}
