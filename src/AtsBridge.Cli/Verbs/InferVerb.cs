using System.CommandLine;
using AtsBridge.Cli.Inference;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;

namespace AtsBridge.Cli.Verbs;

/// <summary><c>infer</c>: from a sample file to a <c>Sources</c> entry, and to what a person has to decide.</summary>
internal static class InferVerb
{
    private const int MostRecords = 2000;

    internal static Command Create(CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "The sample: an export as the system delivers it, also compressed." };
        var adapter = new Option<string?>("--adapter") { Description = "The adapter that reads it, where several could.", HelpName = "NAME" };
        var option = new Option<string[]>("--option") { Description = "A key of Options that the format needs, such as Entry=candidates.csv or Records=data.items.", HelpName = "KEY=VALUE" };
        var name = new Option<string?>("--name") { Description = "What the source is to be called. Default: after the file.", HelpName = "S" };
        var command = new Command("infer", "From a sample file to an entry for Sources: format, fields with confidence and example, and what you have to decide.") { file, adapter, option, name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = common.ScreenOf(parsed);
            var sample = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(sample))
            {
                throw new WrongCommandException($"There is no file {sample}.");
            }

            var configuration = ConfigurationFile.Load(parsed.GetValue(common.Config) ?? ConfigurationFile.DefaultName);
            var said = (parsed.GetValue(option) ?? []).Select(Pair).GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase);
            var search = new SampleSearch(AdapterCatalog.Discover(new AdapterScan(), configuration.PluginsFolder), MostRecords);
            await search.LookAsync(sample, said, parsed.GetValue(adapter), cancellationToken);
            if (search.Best() is not { } best)
            {
                Refuse(screen, sample, search);
                return ExitCode.Failed;
            }

            var findings = SampleJudge.Judge(best.Key, best.Value);
            var entry = SourceEntry.Of(parsed.GetValue(name) ?? SourceEntry.NameOf(sample), PathFor(configuration, sample), said, findings);
            InferScreen.Show(screen, Path.GetFileName(sample), entry, findings);
            return findings.Questions.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>As the configuration names it: relative to itself where it stands above.</summary>
    private static string PathFor(ConfigurationFile configuration, string sample)
    {
        var relative = Path.GetRelativePath(configuration.BaseDirectory, sample);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? sample : relative.Replace('\\', '/');
    }

    private static void Refuse(Screen screen, string sample, SampleSearch search)
    {
        screen.Error(search.Found.Count > 1
            ? $"{Path.GetFileName(sample)} can be read by {string.Join(" and ", search.Found.Keys)}. Name the right one: --adapter {search.Found.Keys.First()}"
            : $"{Path.GetFileName(sample)} can't be read by any adapter that is here.");
        search.Refusals.ForEach(r => screen.Error($"  {r}"));
    }

    private static KeyValuePair<string, string> Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new(key.Trim(), value)
        : throw new WrongCommandException($"--option '{text}' is not KEY=VALUE.");
}
