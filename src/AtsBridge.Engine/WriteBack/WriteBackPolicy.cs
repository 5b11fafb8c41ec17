namespace AtsBridge.WriteBack;

/// <summary>Where a route tells what became of its invites.</summary>
/// <param name="Folder">A folder in which files are laid for the applicant tracking system to import, absolute; null: the source's adapter tells it.</param>
/// <param name="Format">Of the files.</param>
public sealed record WriteBackPolicy(string? Folder, WriteBackFormat Format);
