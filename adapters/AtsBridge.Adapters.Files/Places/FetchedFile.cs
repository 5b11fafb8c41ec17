namespace AtsBridge.Adapters.Files.Places;

/// <summary>A file that can be opened on this machine. A copy goes when this is disposed.</summary>
/// <param name="local">The file here, under the name that it has at its place.</param>
/// <param name="copy">The folder of the copy; null where the file is no copy.</param>
/// <param name="version">What the place calls this version of the file, such as an ETag; null where it has no word for it.</param>
internal sealed class FetchedFile(FoundFile local, SpoolFolder? copy = null, string? version = null) : IDisposable
{
    public FoundFile Local { get; } = local;

    public string? Version { get; } = version;

    public void Dispose() => copy?.Dispose();
}
