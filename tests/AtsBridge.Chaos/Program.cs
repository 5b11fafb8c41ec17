using System.CommandLine;
using AtsBridge.Chaos.Budget;
using AtsBridge.Chaos.Late;
using AtsBridge.Chaos.Runs;

var kills = new Option<int>("--kills") { Description = "How many times the host is ended with kill -9.", DefaultValueFactory = _ => 1000 };
var invites = new Option<int>("--invites") { Description = "How many invites are owed at least.", DefaultValueFactory = _ => 20_000 };
var seed = new Option<int>("--seed") { Description = "Draws people, faults and moments.", DefaultValueFactory = _ => 1 };
var repeats = new Option<int>("--repeat") { Description = "The control: so many invites are sent on twice by the wire. The run must then fail." };
var late = new Option<bool>("--late") { Description = "Instead: what becomes of requests that the platform cuts off and carries out later." };
var budget = new Option<bool>("--budget") { Description = "Instead: how much of the rate limits is used while work is waiting." };
var root = new RootCommand("Kills the real host while it works, and compares the books at the end.") { kills, invites, seed, repeats, late, budget };
root.SetAction(async (parsed, cancellationToken) =>
{
    if (parsed.GetValue(late))
    {
        return await LateAsync(parsed.GetValue(seed), cancellationToken);
    }

    if (parsed.GetValue(budget))
    {
        return await BudgetAsync(parsed.GetValue(seed), cancellationToken);
    }

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

static async Task<int> LateAsync(int seed, CancellationToken cancellationToken)
{
    var wrong = 0;
    foreach (var each in LateCase.All)
    {
        var report = await LateRun.RunAsync(each, invites: 200, seed, cancellationToken);
        Console.WriteLine(report);
        wrong += Tell(report.Wrong);
    }

    return wrong == 0 ? 0 : 1;
}

static async Task<int> BudgetAsync(int seed, CancellationToken cancellationToken)
{
    var (report, wrong) = await BudgetRun.RunAsync(BudgetOptions.Shortened with { Seed = seed }, cancellationToken);
    Console.WriteLine(report);
    return Tell(wrong) == 0 && report is { Share: >= 0.97, Refused: 0 } ? 0 : 1;
}

static int Tell(IReadOnlyList<string> wrong)
{
    foreach (var sentence in wrong)
    {
        Console.WriteLine($"WRONG {sentence}");
    }

    return wrong.Count;
}
