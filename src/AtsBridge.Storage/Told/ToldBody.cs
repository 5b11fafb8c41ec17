namespace AtsBridge.Storage.Told;

/// <summary>What was told, as it is kept.</summary>
/// <param name="Records">The records.</param>
/// <param name="ToRead">The ids to read.</param>
internal sealed record ToldBody(IReadOnlyList<SourceRecord> Records, IReadOnlyList<string> ToRead);
