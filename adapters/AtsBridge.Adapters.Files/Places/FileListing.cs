namespace AtsBridge.Adapters.Files.Places;

/// <summary>What a path stands for at this moment.</summary>
/// <param name="Files">The files, the oldest first.</param>
/// <param name="Notes">What was left out, and why.</param>
internal sealed record FileListing(IReadOnlyList<FoundFile> Files, IReadOnlyList<string> Notes);
