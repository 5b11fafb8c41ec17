namespace AtsBridge.Hosting.Health;

/// <summary>Commands as a person types them.</summary>
public static class CommandText
{
    /// <summary>A name as one word of a shell.</summary>
    /// <param name="name">The name.</param>
    public static string Quoted(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : $"\"{name}\"";
}
