namespace AtsBridge.Adapters.Files.Joins;

/// <summary>One join, and what is wanted of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="OnJoin">The join whose row names the key; null where the record does.</param>
/// <param name="OnPlace">Where the key is named.</param>
/// <param name="Places">The places of the joined file that somebody wants, each once.</param>
internal sealed record JoinStep(string Name, JoinSettings Settings, string? OnJoin, string OnPlace, IReadOnlyList<string> Places)
{
    /// <summary>The joined file, for messages.</summary>
    public string File => Settings.Path ?? "the file";
}
