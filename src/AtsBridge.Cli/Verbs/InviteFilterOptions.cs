using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;

namespace AtsBridge.Cli.Verbs;

/// <summary>The options by which invites are chosen.</summary>
internal sealed class InviteFilterOptions
{
    private readonly Option<InviteState[]> _state = new("--state") { Description = "In one of these states.", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<HoldReason?> _held = new("--held") { Description = "Held for this reason.", HelpName = "REASON" };
    private readonly Option<string?> _route = new("--route") { Description = "Of this route.", HelpName = "R" };
    private readonly Option<string?> _source = new("--source") { Description = "Of this source.", HelpName = "S" };
    private readonly Option<string?> _sink = new("--sink") { Description = "Of this sink.", HelpName = "K" };
    private readonly Option<long?> _run = new("--run") { Description = "Made by this run, or held by its guard.", HelpName = "N" };
    private readonly Option<TimeSpan?> _age = new("--age", "--older-than") { Description = "Not changed for so long, such as 1.00:00:00 for a day.", HelpName = "TIME" };
    private readonly Option<int?> _limit;
    private readonly int? _usual;

    /// <summary>States by name alone: a number would be taken for one, so that <c>retry --state Rejected 12</c> meant every rejected invite.</summary>
    /// <param name="usual">How many are chosen where nothing is said; null: all.</param>
    internal InviteFilterOptions(int? usual)
    {
        _usual = usual;
        _limit = LimitOption.Create(usual);
        _state.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<InviteState>());
        _held.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<HoldReason>());
        _age.Validators.Add(result =>
        {
            // .NET reads a bare 5 as five days; the configuration refuses it, and so does this.
            if (result.Tokens is [var token] && !token.Value.Contains(':', StringComparison.Ordinal))
            {
                result.AddError("--age takes a duration as hours:minutes:seconds, such as 00:05:00, with days in front where there are some (1.00:00:00).");
            }
        });
    }

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_state, _held, _route, _source, _sink, _run, _age, _limit])
        {
            command.Add(option);
        }
    }

    internal bool IsEmpty(ParseResult parsed) =>
        parsed.GetValue(_state) is not { Length: > 0 } && parsed.GetValue(_held) is null && parsed.GetValue(_route) is null && parsed.GetValue(_source) is null
        && parsed.GetValue(_sink) is null && parsed.GetValue(_run) is null && parsed.GetValue(_age) is null;

    /// <summary>How many are chosen at most; null: all.</summary>
    internal int? LimitOf(ParseResult parsed) => parsed.GetValue(_limit) ?? _usual;

    /// <summary>
    /// The filter, with names as the configuration writes them. A name that it does not have is a warning: the invites of a route
    /// that was taken away are still in the ledger, but it may be a typo.
    /// </summary>
    internal InviteFilter Of(ParseResult parsed, BridgeSession session, Screen screen) => new()
    {
        States = parsed.GetValue(_state) ?? [],
        Held = parsed.GetValue(_held),
        Route = KnownName.Of(parsed.GetValue(_route), "route", session.Routes.All.Select(r => r.Name), screen),
        Source = KnownName.Of(parsed.GetValue(_source), "source", session.Sources.All.Select(s => s.Name), screen),
        Sink = KnownName.Of(parsed.GetValue(_sink), "sink", session.Sinks.All.Select(s => s.Name), screen),
        RunId = parsed.GetValue(_run),
        ChangedBefore = parsed.GetValue(_age) is { } age ? session.Get<TimeProvider>().GetUtcNow() - age : null,
        Limit = LimitOf(parsed) ?? int.MaxValue,
    };
}
