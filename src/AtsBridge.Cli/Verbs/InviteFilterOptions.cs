using System.CommandLine;
using System.Globalization;
using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Cli.Verbs;

/// <summary>The options by which invites are chosen.</summary>
internal sealed class InviteFilterOptions
{
    private readonly Option<InviteState[]> _state = new("--state") { Description = "In one of these states.", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _route = new("--route") { Description = "Of this route.", HelpName = "R" };
    private readonly Option<string?> _source = new("--source") { Description = "Of this source.", HelpName = "S" };
    private readonly Option<string?> _sink = new("--sink") { Description = "Of this sink.", HelpName = "K" };
    private readonly Option<TimeSpan?> _age = new("--age") { Description = "Not changed for so long, such as 1.00:00:00 for a day.", HelpName = "TIME" };
    private readonly Option<int> _limit = new("--limit") { Description = "At most so many. Default 50.", HelpName = "N", DefaultValueFactory = _ => 50 };

    /// <summary>States by name alone: a number would be taken for one, so that <c>retry --state Rejected 12</c> meant every rejected invite.</summary>
    internal InviteFilterOptions()
    {
        _state.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<InviteState>());
        _limit.Validators.Add(result =>
        {
            // SQLite takes a negative limit for none at all: release --limit -1 let everybody go.
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var most) && most < 1)
            {
                result.AddError("--limit takes a number from 1.");
            }
        });
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
        foreach (var option in (Option[])[_state, _route, _source, _sink, _age, _limit])
        {
            command.Add(option);
        }
    }

    internal bool IsEmpty(ParseResult parsed) =>
        parsed.GetValue(_state) is not { Length: > 0 } && parsed.GetValue(_route) is null && parsed.GetValue(_source) is null
        && parsed.GetValue(_sink) is null && parsed.GetValue(_age) is null;

    internal int LimitOf(ParseResult parsed) => parsed.GetValue(_limit);

    internal InviteFilter Of(ParseResult parsed, TimeProvider time) => new()
    {
        States = parsed.GetValue(_state) ?? [],
        Route = parsed.GetValue(_route),
        Source = parsed.GetValue(_source),
        Sink = parsed.GetValue(_sink),
        ChangedBefore = parsed.GetValue(_age) is { } age ? time.GetUtcNow() - age : null,
        Limit = parsed.GetValue(_limit),
    };
}
