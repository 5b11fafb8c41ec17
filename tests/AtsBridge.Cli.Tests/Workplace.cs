namespace AtsBridge.Cli.Tests;

/// <summary>A folder with the sample's configuration, and the exports that a test lets arrive.</summary>
internal sealed class Workplace : IDisposable
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "quickstart");

    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-cli-").FullName;

    internal Workplace(Uri? sink = null)
    {
        var text = File.ReadAllText(Path.Combine(Sample, "atsbridge.json"));
        File.WriteAllText(Config, sink is null ? text : text.Replace("http://127.0.0.1:5081", sink.ToString().TrimEnd('/'), StringComparison.Ordinal));
    }

    internal string Config => Path.Combine(_folder, "atsbridge.json");

    internal void Change(string from, string to)
    {
        var text = File.ReadAllText(Config);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Config, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>The exports of a day arrive, later than those of the day before.</summary>
    internal void Deliver(int day)
    {
        foreach (var file in Directory.EnumerateFiles(Sample, $"day-{day}.*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder, Path.GetRelativePath(Sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, new DateTime(2026, 1, day, 12, 0, 0, DateTimeKind.Utc));
        }
    }

    internal bool Has(string file) => File.Exists(Path.Combine(_folder, file));

    internal Task<Answer> AskAsync(params string[] args) => Answer.ToAsync([.. args, "--config", Config]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
