namespace AtsBridge.Hosting.Health;

/// <summary>One thing to say of the bridge's state. Holds names of the configuration and numbers, nobody's data.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The source, sink or route that it is about; null: the host or the store.</param>
/// <param name="Message">What is so, in a sentence for a person.</param>
/// <param name="Command">What shows more of it, or mends it; null where no command does.</param>
/// <param name="Count">How many records, runs or invites it is about; null where nothing is counted.</param>
public sealed record Finding(FindingKind Kind, string? Name, string Message, string? Command = null, long? Count = null);
