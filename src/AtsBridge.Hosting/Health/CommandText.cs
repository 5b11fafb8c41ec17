namespace AtsBridge.Hosting.Health;

/// <summary>Commands as a person types them.</summary>
internal static class CommandText
{
    /// <summary>A name as one word of a shell.</summary>
    internal static string Quoted(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : $"\"{name}\"";
}
