namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>The shipped sample, and what it says of itself in its README.</summary>
internal static class Sample
{
    public static readonly string[] Engineering =
    [
        "00040248", "00040504", "00040578", "00040596", "00040697", "00040940", "00040941", "00041079", "00041082", "00041088",
        "00041096", "00041119", "00041128", "00041140", "00041207", "00041275", "00041289", "272735e2",
    ];

    public static readonly string[] Support = ["00040335", "00040557", "00040665", "00040821", "00041097", "00041104", "00041106", "00041146", "00041276"];

    public static readonly string[] Stores = ["00040168", "00040319", "00040413", "00041189"];

    public static readonly string[] Retail = ["2727059f", "27272c38", "272737b6", "272750c5", "27275727", "2727ed1e"];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "quickstart");

    /// <summary>A trial with the sample's own configuration, and no export delivered yet.</summary>
    public static async Task<Trial> StartAsync()
    {
        var trial = await Trial.StartAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "atsbridge.json"), TestContext.Current.CancellationToken);
        var shipped = System.Text.Json.Nodes.JsonNode.Parse(
            text, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!["AtsBridge"]!.AsObject();
        foreach (var section in new[] { "Sources", "Routes" })
        {
            trial.Config[section] = shipped[section]!.DeepClone();
        }

        return trial;
    }

    /// <summary>The exports of a day arrive, as if the day before yesterday and yesterday.</summary>
    public static void Deliver(this Trial trial, int day)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, FormattableString.Invariant($"day-{day}.*"), SearchOption.AllDirectories))
        {
            var target = Path.GetRelativePath(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(trial.Folder, target))!);
            trial.Write(target, File.ReadAllBytes(file));
        }
    }
}
