using System.Text;

namespace AtsBridge.Testing;

/// <summary>What one adapter can do, as its checks have shown it: a row of the matrix.</summary>
/// <param name="Name">The adapter.</param>
/// <param name="IsSink">Whether it is a sink; sources and sinks have tables of their own.</param>
/// <param name="Can">The abilities whose checks all passed.</param>
/// <param name="Cannot">The abilities that it has been asked for and lacks; any other does not apply to its kind.</param>
/// <param name="Checks">How many checks passed in all.</param>
public sealed record CapabilityRow(string Name, bool IsSink, IReadOnlySet<Ability> Can, IReadOnlySet<Ability> Cannot, int Checks)
{
    private const Ability FirstOfSinks = Ability.Finder;

    /// <summary>The checks that were skipped, each with its reason; <see cref="Checks"/> leaves them out.</summary>
    public IReadOnlyList<CheckOutcome> Skipped { get; init; } = [];

    /// <summary>Runs every check of a suite's kind and takes down what they show.</summary>
    /// <param name="suite">The suite; each check gets a new one.</param>
    /// <exception cref="InvalidOperationException">A check failed: what an adapter can do is not known then.</exception>
    public static async Task<CapabilityRow> OfAsync(ConformanceSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var (row, red) = await UnlessRedAsync(suite);
        return row ?? throw new InvalidOperationException($"{suite.Name} does not pass {red?.Check}, so what it can do is not known: {red?.Why}", red?.Fault);
    }

    /// <summary>The same, or the first check that failed.</summary>
    internal static async Task<(CapabilityRow? Row, CheckOutcome? Red)> UnlessRedAsync(ConformanceSuite suite)
    {
        var can = new HashSet<Ability>();
        var cannot = new HashSet<Ability>();
        var passed = 0;
        var skipped = new List<CheckOutcome>();
        foreach (var check in SuiteChecks.Of(suite.GetType()))
        {
            var needs = ((CheckAttribute)Attribute.GetCustomAttribute(check, typeof(CheckAttribute))!).Needs;
            var outcome = await SuiteChecks.RunAsync((ConformanceSuite)Activator.CreateInstance(suite.GetType())!, check.Name);
            passed += outcome.Result == CheckResult.Passed ? 1 : 0;
            if (outcome.Result == CheckResult.Failed)
            {
                return (null, outcome);
            }

            if (outcome.Result == CheckResult.Skipped)
            {
                skipped.Add(outcome);
            }

            (outcome.Result == CheckResult.Passed ? can : cannot).Add(needs);
        }

        var row = new CapabilityRow(suite.Name, typeof(IInviteSink).IsAssignableFrom(suite.Adapter), can.Except(cannot).Where(a => a != Ability.None).ToHashSet(), cannot.Where(a => a != Ability.None).ToHashSet(), passed);
        return (row with { Skipped = skipped }, null);
    }

    /// <summary>The rows as tables of Markdown, sources and sinks apart, by name.</summary>
    /// <param name="rows">The rows.</param>
    public static string Table(IReadOnlyList<CapabilityRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        foreach (var kind in rows.OrderBy(r => r.Name, StringComparer.Ordinal).GroupBy(r => r.IsSink).OrderBy(g => g.Key))
        {
            var abilities = Abilities(kind.Key);
            text.Append(kind.Key ? "| sink |" : "| source |").AppendJoin("", abilities.Select(a => $" {Words(a)} |")).Append(" checks |\n");
            text.Append("| --- |").AppendJoin("", abilities.Select(_ => " :-: |")).Append(" --: |\n");
            foreach (var row in kind)
            {
                text.Append(row.ToString()).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"| {Name} |{string.Concat(Abilities(IsSink).Select(a => Can.Contains(a) ? " yes |" : Cannot.Contains(a) ? " no |" : " |"))} {Checks} |";

    /// <summary>What the number of checks leaves out, in words.</summary>
    internal string LeftOut() => $"{Checks} checks of {Name} passed. Not counted: this one, and {Skipped.Count} that were skipped" + (Skipped.Count == 0 ? "." : ":")
        + string.Concat(Skipped.Select(s => $"\n  {s.Check}: {s.Why}"));

    internal static IReadOnlyList<Ability> Abilities(bool ofSinks) =>
        [.. Enum.GetValues<Ability>().Where(a => a != Ability.None && (a is Ability.Connection or Ability.Webhooks || (a >= FirstOfSinks) == ofSinks))];

    internal static string Words(Ability ability) => ability switch
    {
        Ability.Connection => "connection check",
        Ability.Repeat => "knows a repeated set",
        Ability.Fingerprints => "fingerprints",
        Ability.Known => "passes over what is known",
        Ability.MissingFields => "missing fields",
        Ability.Nulls => "nulls",
        Ability.Paging => "pages",
        Ability.Changes => "asks for changes",
        Ability.ShiftingPages => "pages may shift",
        Ability.SingleReads => "reads one application",
        Ability.Reporting => "writes back",
        Ability.Key => "key",
        Ability.AskingOnce => "asks once",
        Ability.Gzip => "gzip",
        Ability.Zip => "zip",
        Ability.TextEncodings => "encodings",
        Ability.DamagedBytes => "damaged bytes",
        Ability.Finder => "finds what an ambiguous answer left",
        Ability.Listing => "statuses by pages",
        Ability.Withdrawal => "takes back",
        Ability.Catalog => "knows its interviews",
        Ability.Limits => "names its limits",
        _ => "webhooks",
    };
}
