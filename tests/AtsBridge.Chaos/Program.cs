using System.CommandLine;
using AtsBridge.Chaos.Runs;

var kills = new Option<int>("--kills") { Description = "How many times the host is ended with kill -9.", DefaultValueFactory = _ => 1000 };
var invites = new Option<int>("--invites") { Description = "How many invites are owed at least.", DefaultValueFactory = _ => 20_000 };
var seed = new Option<int>("--seed") { Description = "Draws people, faults and moments.", DefaultValueFactory = _ => 1 };
var repeats = new Option<int>("--repeat") { Description = "The control: so many invites are sent on twice by the wire. The run must then fail." };
var root = new RootCommand("Kills the real host while it works, and compares the books at the end.") { kills, invites, seed, repeats };
root.SetAction(async (parsed, cancellationToken) =>
{
    var report = await ChaosRun.RunAsync(
        new ChaosOptions
        {
            Kills = parsed.GetValue(kills), Invites = parsed.GetValue(invites), Seed = parsed.GetValue(seed), Repeats = parsed.GetValue(repeats),
        },
        Console.WriteLine, cancellationToken);
    Console.WriteLine(report);
    return report.Wrong.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
