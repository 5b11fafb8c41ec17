using AtsBridge.Benchmarks.Data;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>A folder with exports and stores of one size.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Rows">How many rows an export has.</param>
internal sealed record Workplace(string Folder, int Rows)
{
    internal string this[string file] => Path.Combine(Folder, file);

    /// <summary>Makes an export where it is not there yet.</summary>
    internal string Export(string name, ExportFormat format, bool moved = false, bool turned = false)
    {
        var path = this[name];
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            ExportFile.Write(path + ".new", format, Rows, turned ? Rows / 2 : 0, moved);
            File.Move(path + ".new", path);
        }

        return path;
    }

    /// <summary>Makes a store that has read some exports, one after the other, where it is not there yet.</summary>
    /// <remarks>The first sync after a first one looks all fingerprints up, once; what is to be measured as one of many syncs begins with two.</remarks>
    internal async Task<string> StoreAsync(string name, SourceKind kind, IReadOnlyList<string> exports, CancellationToken cancellationToken)
    {
        var path = this[name];
        if (!File.Exists(path))
        {
            foreach (var export in exports)
            {
                await SyncAsync(path + ".new", kind, export, cancellationToken);
            }

            File.Move(path + ".new", path);
            foreach (var left in Directory.EnumerateFiles(Folder, name + ".new*"))
            {
                File.Delete(left);
            }
        }

        return path;
    }

    /// <summary>A copy of a store, in the place of what is left of the copy before.</summary>
    internal void Renew(string copy, string store)
    {
        foreach (var old in Directory.EnumerateFiles(Folder, copy + "*"))
        {
            File.Delete(old);
        }

        File.Copy(this[store], this[copy]);
        // On disk before anything is measured: the first commit would otherwise wait for all of it.
        using var file = new FileStream(this[copy], FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>One sync of one source, as <c>atsbridge sync</c> makes it.</summary>
    internal static async Task<RunCertificate> SyncAsync(string store, SourceKind kind, string export, CancellationToken cancellationToken)
    {
        await using var opened = AtsBridgeStore.OpenSqlite($"Data Source={store}", StoreAccess.Host, TimeProvider.System);
        return await SyncAsync(opened, kind, "ats", export, cancellationToken);
    }

    /// <summary>The same into a store that is open.</summary>
    internal static Task<RunCertificate> SyncAsync(AtsBridgeStore store, SourceKind kind, string source, string export, CancellationToken cancellationToken) =>
        SyncAsync(store, kind.Configure(source, export), cancellationToken);

    /// <summary>The same of a source that is configured.</summary>
    internal static async Task<RunCertificate> SyncAsync(AtsBridgeStore store, ConfiguredSource source, CancellationToken cancellationToken)
    {
        var report = await new SourceSync(store.Sync, SourceKind.Routes(source.Name), TimeProvider.System).RunAsync(source, new SyncOptions(), cancellationToken);
        var run = report.Certificates.Single();
        return run.Outcome is RunOutcome.Succeeded && run is { Balances: true, Quarantined: 0 }
            ? run
            : throw new InvalidOperationException($"The sync of {source.Name} ended as {run.Outcome}: {run.Reason}; {run.Quarantined} in quarantine.");
    }
}
