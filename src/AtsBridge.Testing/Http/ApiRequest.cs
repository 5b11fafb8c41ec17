namespace AtsBridge.Testing;

/// <summary>What the adapter asked the API for.</summary>
/// <param name="Message">The request itself.</param>
/// <param name="Body">Its body; empty where it has none.</param>
public sealed record ApiRequest(HttpRequestMessage Message, string Body)
{
    /// <summary>The path, without the query.</summary>
    public string Path => Message.RequestUri!.AbsolutePath;

    /// <summary>A parameter of the query, decoded; null where it isn't there.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Query().FirstOrDefault(p => p.Key == name).Value;

    /// <summary>A parameter that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">Where it isn't there.</param>
    public int Number(string name, int otherwise) =>
        int.TryParse(this[name], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private IEnumerable<KeyValuePair<string, string?>> Query() =>
        from pair in Message.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('=', 2)
        select KeyValuePair.Create(Decoded(parts[0]), (string?)(parts.Length > 1 ? Decoded(parts[1]) : ""));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
