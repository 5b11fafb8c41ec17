using System.Globalization;
using System.Text.RegularExpressions;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>An address such as <c>sftp://ada@files.example.com:2222/exports/*.csv</c>; <c>/~/</c> begins at the user's home.</summary>
/// <param name="User">The user in it; null where there is none.</param>
/// <param name="Host">The server's name.</param>
/// <param name="Port">The port; 22 unless given.</param>
/// <param name="Path">The folder and what is matched below it.</param>
/// <remarks>Not read as a URI: the question mark is a wildcard here.</remarks>
internal sealed partial record SftpAddress(string? User, string Host, int Port, SearchPath Path)
{
    private const string Scheme = "sftp://";

    /// <returns>Null where the text begins otherwise.</returns>
    /// <exception cref="FormatException">It begins so and is no address; the message says why.</exception>
    public static SftpAddress? Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Shape().Match(text) is not { Success: true } match)
        {
            throw new FormatException("it is no address of the form sftp://user@host:22/folder/*.csv");
        }

        var user = match.Groups["user"] is { Success: true, Value: var named } ? Uri.UnescapeDataString(named) : null;
        if (user?.Contains(':', StringComparison.Ordinal) == true)
        {
            throw new FormatException("a password must not stand in the address; set Access:Password instead");
        }

        var port = match.Groups["port"] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : 22;
        var path = match.Groups["path"].Value;
        var written = $"{Scheme}{match.Groups["host"].Value}{path}";
        return new(user, match.Groups["host"].Value.Trim('[', ']'), port, SearchPath.OfServer(written, path));
    }

    [GeneratedRegex(@"^sftp://((?<user>[^@/]+)@)?(?<host>\[[0-9a-f:.]+\]|[^:/@]+)(:(?<port>\d{1,5}))?(?<path>/.*[^/])$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
