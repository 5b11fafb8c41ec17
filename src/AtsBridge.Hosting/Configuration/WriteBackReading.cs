using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.WriteBack;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks where a route tells what became of its invites.</summary>
internal sealed class WriteBackReading(IReadOnlyList<SourceConfiguration> sources, string baseDirectory, ProblemList problems)
{
    /// <returns>Null where it tells nobody, and where what is written is wrong, which is then reported.</returns>
    internal WriteBackPolicy? Read(WriteBackSection? written, string? source, string path)
    {
        switch (written)
        {
            case null or { To: null }:
                return null;
            case { To: WriteBackTo.Folder } when string.IsNullOrWhiteSpace(written.Folder):
                problems.Error($"{path}:Folder", written.Folder, "Folder is missing: name one in which files are laid for the import, or set To to Source.");
                return null;
            case { To: WriteBackTo.Folder }:
                return new(Path.GetFullPath(written.Folder.Trim(), baseDirectory), written.Format);
            default:
                CheckSource(written, source, path);
                return new(null, written.Format);
        }
    }

    private void CheckSource(WriteBackSection written, string? source, string path)
    {
        if (written.Folder is not null)
        {
            problems.Error($"{path}:Folder", written.Folder, "Folder is set, and To is Source. Remove it, or set To to Folder.");
        }

        if (sources.FirstOrDefault(s => s.Name == source) is { } configured && !typeof(IInviteReporter).IsAssignableFrom(configured.Adapter.Type))
        {
            problems.Error($"{path}:To", nameof(WriteBackTo.Source), $"The adapter '{configured.Adapter.Name}' of source '{source}' can't tell its system anything. Set To to Folder, and Folder to where its import looks.");
        }
    }
}
