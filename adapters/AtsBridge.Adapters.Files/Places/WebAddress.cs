namespace AtsBridge.Adapters.Files.Places;

/// <summary>An address such as <c>https://files.example.com/export.csv</c>.</summary>
/// <param name="Uri">The address.</param>
internal sealed record WebAddress(Uri Uri)
{
    /// <summary>The file's name, without what a query may hold: that may be a key.</summary>
    public string Name => Uri.UnescapeDataString(Uri.Segments[^1].Trim('/')) is { Length: > 0 } name ? name : Uri.Host;

    /// <summary>The address as it may be shown.</summary>
    public string Shown => Uri.GetLeftPart(UriPartial.Path);

    /// <returns>Null where the text begins otherwise.</returns>
    /// <exception cref="FormatException">It begins so and may not be used; the message says why.</exception>
    public static WebAddress? Parse(string text)
    {
        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new FormatException("it is no address of the form https://host/export.csv");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException("a user must not stand in the address; set Access:User and Access:Password instead");
        }

        return uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
            ? new(uri)
            : throw new FormatException("people's data must not travel in the clear; use https (http is for this machine alone)");
    }
}
