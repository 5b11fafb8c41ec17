using AtsBridge.Cli.Session;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Cli.Demo;

/// <summary>Where the demo plays: a copy of the sample in a folder of its own, and the sandbox on a port of its own.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly string _sample;

    private DemoStage(string sample, string folder, GatherSandbox sandbox) => (_sample, Folder, Sandbox) = (sample, folder, sandbox);

    internal string Folder { get; }

    internal GatherSandbox Sandbox { get; }

    internal static async Task<DemoStage> SetAsync(CancellationToken cancellationToken)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "quickstart");
        var folder = Directory.CreateTempSubdirectory("atsbridge-demo-").FullName;
        File.Copy(Path.Combine(sample, "atsbridge.json"), Path.Combine(folder, "atsbridge.json"));
        return new(sample, folder, await GatherSandbox.StartAsync(new GatherSandboxOptions(), TimeProvider.System, cancellationToken));
    }

    /// <summary>The exports of a day arrive in the drop folders.</summary>
    internal void Deliver(int day, DateTimeOffset at)
    {
        foreach (var file in Directory.EnumerateFiles(_sample, FormattableString.Invariant($"day-{day}.*"), SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(_sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, at.UtcDateTime);
        }
    }

    /// <summary>The sample's own configuration, with the address of this sandbox.</summary>
    internal ConfigurationSource.Reading Read() => ConfigurationSource.Read(Path.Combine(Folder, "atsbridge.json"), new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        ["AtsBridge:Sinks:gather:Options:BaseUrl"] = Sandbox.BaseAddress.ToString().TrimEnd('/'),
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
