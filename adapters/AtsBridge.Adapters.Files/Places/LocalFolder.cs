namespace AtsBridge.Adapters.Files.Places;

/// <summary>Files on this machine, or on a drive that is mounted here.</summary>
internal sealed class LocalFolder(SearchPath path) : Place
{
    public override bool IsPattern => path.IsPattern;

    public override Task<FileListing> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(FileSearch.List(path));
    }

    public override Task<FoundFile?> AgainAsync(FoundFile file, CancellationToken cancellationToken) => Task.FromResult(file.Again());

    public override Task<FetchedFile> FetchAsync(FoundFile file, CancellationToken cancellationToken) => Task.FromResult(new FetchedFile(file));

    public override Task<FoundFile?> BesideAsync(FoundFile file, string path, CancellationToken cancellationToken) =>
        Task.FromResult(FileSearch.Beside(file, path));
}
