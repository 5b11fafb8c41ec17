using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Web;
using AtsBridge.EndToEnd.Tests.Support;
using AtsBridge.Gather.Sandbox;
using AtsBridge.Storage;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Names, e-mail addresses, phone numbers and keys are in no log, whatever its level.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task NothingOfAnybodyAndNoKeyIsInAnyLogLineOfASync()
    {
        await using var trial = await Sample.StartAsync();
        Trouble(trial.Sandbox);
        var lines = new List<string>();
        foreach (var day in new[] { 1, 2 })
        {
            trial.Deliver(day);
            trial.SaveConfig();
            var reading = ConfigurationSource.Read(trial.ConfigFile);
            await using var session = BridgeSession.Open(reading.Configuration!, reading, StoreAccess.Host);
            using var log = CapturedLog.Of(session.Get<IServiceProvider>());
            using var nowhere = new StringWriter();
            var pass = new Pass(session, new Screen(OutputFormat.Json, nowhere, nowhere));
            await pass.SyncAsync(session.Sources.All, new(), TestContext.Current.CancellationToken);
            await pass.DeliverAsync(wait: false, TestContext.Current.CancellationToken);
            await pass.RefreshAsync(TestContext.Current.CancellationToken);
            lines.AddRange(log.Lines);
        }

        Assert.NotEmpty(trial.Reached());
        NothingOfAnybody(lines);
    }

    [Fact]
    public async Task NothingOfAnybodyAndNoKeyIsInAnyLogLineOfTheHost()
    {
        await using var trial = await Sample.StartAsync();
        trial.Deliver(1);
        (await trial.RunAsync("sync")).Succeeded();
        trial.Deliver(2);
        Trouble(trial.Sandbox);
        foreach (var source in trial.Config["Sources"]!.AsObject())
        {
            source.Value!["Schedule"] = "0 0/5 * * * ?";
        }

        trial.SaveConfig();
        var reading = ConfigurationSource.Read(trial.ConfigFile);
        await using var host = BridgeHost.Build(reading.Configuration!, reading, "http://127.0.0.1:0", jsonLog: false);
        using var log = CapturedLog.Of(host.Services);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync("the host delivers what the sample invites", () => trial.Reached().Count >= 30);
        var told = await TellAsync(new(host.Urls.Single()));
        await host.StopAsync(TestContext.Current.CancellationToken);
        told.Add((await trial.RunAsync("status")).RawOutput);
        told.Add((await trial.TextAsync("status")).RawOutput);

        Assert.Contains(log.Lines, l => l.Contains("day-2.csv", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.StartsWith("Quartz", StringComparison.Ordinal) && l.Contains(" Debug ", StringComparison.Ordinal));
        NothingOfAnybody(log.Lines);
        // The trouble above left somebody for a person to look at: so far the answers are full.
        Assert.Contains(told, t => t.Contains("\"ready\":false", StringComparison.Ordinal));
        NothingOfAnybody(told);
    }

    /// <summary>What the host tells whoever watches it.</summary>
    private static async Task<List<string>> TellAsync(Uri host)
    {
        using var http = new HttpClient { BaseAddress = host };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        var metrics = await Scrape.OfAsync(host);
        Assert.NotEmpty(metrics.Of("atsbridge_attempts_total"));
        return [metrics.Text, await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)];
    }

    /// <summary>Faults are where data slips into logs: somebody who exists already, refusals, answers that are cut off or no JSON.</summary>
    private static void Trouble(GatherSandbox sandbox)
    {
        sandbox.AddCandidate("Katherine", "Vaughan-Pryce", email: "k.vaughan-pryce@example.com");
        sandbox.AddFault(new() { Kind = SandboxFaultKind.ErrorBefore, Status = 400, Method = "POST", PathPrefix = "/qsi/gather/candidates", After = 3 });
        sandbox.AddFault(new() { Kind = SandboxFaultKind.MalformedBody, Html = true, Method = "POST", PathPrefix = "/qsi/gather/candidates", After = 3 });
        sandbox.AddFault(new() { Kind = SandboxFaultKind.CutAfter, Method = "POST", PathPrefix = "/qsi/gather/candidate-interviews", After = 3 });
        sandbox.AddFault(new() { Kind = SandboxFaultKind.ErrorAfter, Method = "POST", PathPrefix = "/qsi/gather/candidate-interviews", After = 3 });
    }

    private static void NothingOfAnybody(IReadOnlyCollection<string> lines)
    {
        Assert.DoesNotContain(lines, l => l.Contains(Trial.Key, StringComparison.Ordinal));
        var people = People();
        Assert.True(people.Count > 500, $"only {people.Count} words were found in the sample");
        var words = people.Where(p => !char.IsAsciiDigit(p[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var phones = people.Where(p => char.IsAsciiDigit(p[0])).ToList();
        foreach (var line in lines)
        {
            Assert.DoesNotContain(Regex.Split(line, @"[^\p{L}\p{M}\d]+", RegexOptions.None, TimeSpan.FromSeconds(5)), words.Contains);
            var joined = Regex.Replace(line, @"[\s().+-]", "", RegexOptions.None, TimeSpan.FromSeconds(5));
            Assert.DoesNotContain(phones, phone => joined.Contains(phone, StringComparison.Ordinal));
            Assert.DoesNotMatch(new Regex(@"@example\.(com|org|net)|555.?01\d\d|\b0117 ?496", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), line);
        }
    }

    /// <summary>The words of names and addresses, and the digits of phone numbers, from four letters on.</summary>
    private static IReadOnlyCollection<string> People()
    {
        var texts = new List<string?>();
        foreach (var day in new[] { 1, 2 })
        {
            foreach (var line in File.ReadAllLines(Path.Combine(Sample.Folder, "exports", $"day-{day}.csv")).Where(l => Regex.IsMatch(l, @"^[0-9a-f]{8},", RegexOptions.None, TimeSpan.FromSeconds(1))))
            {
                var cells = Regex.Matches(line, "(?<=^|,)(\"(?<cell>[^\"]*)\"?|(?<cell>[^,]*))", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["cell"].Value).ToList();
                texts.AddRange(cells.Skip(2).Take(4));
            }

            var retail = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "retail", $"day-{day}.json")))!;
            foreach (var candidate in retail["candidates"]!.AsArray())
            {
                texts.Add((string?)candidate!["candidate"]!["first_name"]);
                texts.Add((string?)candidate["candidate"]!["last_name"]);
                texts.AddRange(candidate["emails"]!.AsArray().Select(e => ((string?)e!["value"])?.Split('@')[0]));
                texts.AddRange(candidate["phones"]!.AsArray().Select(p => (string?)p!["value"]));
            }
        }

        // The words of our own messages and of the sample's domains; nobody's by themselves.
        string[] ordinary = ["example", "reader", "page", "work", "store", "mark", "grant", "hill", "field", "wood", "long", "young"];
        return [.. texts.OfType<string>()
            .SelectMany(Words).Where(w => !ordinary.Contains(w, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Words of letters from four on; of a phone number its last nine digits, in which no notation differs.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var digits = Regex.Replace(text, @"\D", "", RegexOptions.None, TimeSpan.FromSeconds(1));
        var words = Regex.Split(text, @"[^\p{L}\p{M}\d]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Where(w => w.Length >= 4 && char.IsLetter(w[0]));
        return digits.Length >= 9 ? words.Append(digits[^9..]) : words;
    }
}
