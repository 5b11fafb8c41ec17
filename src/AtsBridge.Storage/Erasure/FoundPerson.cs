using AtsBridge.Erasure;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Erasure;

/// <summary>The rows that belong to one person.</summary>
internal sealed class FoundPerson
{
    internal HashSet<string> Identities { get; } = new(StringComparer.Ordinal);

    /// <summary>By source and key; null where only the ledger or the quarantine knows of it.</summary>
    internal Dictionary<(string Source, string Key), ApplicationRow?> Applications { get; } = [];

    internal Dictionary<long, InviteRow> Invites { get; } = [];

    /// <summary>What the sinks call the person.</summary>
    internal HashSet<(string Sink, string Reference)> SinkPersons { get; } = [];

    internal HashSet<long> Quarantined { get; } = [];

    /// <summary>By which the person is known in a text.</summary>
    internal PersonalWords Words { get; } = new();

    /// <summary>Of these, those that are nobody else's.</summary>
    internal PersonalWords Contacts { get; } = new();

    internal bool IsEmpty => Applications.Values.All(a => a is null) && Invites.Count == 0 && SinkPersons.Count == 0 && Quarantined.Count == 0;
}
