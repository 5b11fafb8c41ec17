using System.CommandLine;
using AtsBridge.Cli.Screens;
using AtsBridge.Cli.Session;
using AtsBridge.WriteBack;

namespace AtsBridge.Cli.Verbs;

/// <summary>The options by which news are chosen.</summary>
internal sealed class NewsFilterOptions
{
    private readonly Option<NewsState[]> _state = new("--state") { Description = "In one of these states.", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _route = new("--route") { Description = "Of this route.", HelpName = "R" };
    private readonly Option<string?> _source = new("--source") { Description = "Of this source.", HelpName = "S" };
    private readonly Option<int?> _limit;
    private readonly int? _usual;

    /// <summary>States by name alone: a number is that of an invite.</summary>
    /// <param name="usual">How many are chosen where nothing is said; null: all.</param>
    internal NewsFilterOptions(int? usual)
    {
        _usual = usual;
        _limit = LimitOption.Create(usual);
        _state.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<NewsState>());
    }

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_state, _route, _source, _limit])
        {
            command.Add(option);
        }
    }

    internal bool IsEmpty(ParseResult parsed) => parsed.GetValue(_state) is not { Length: > 0 } && parsed.GetValue(_route) is null && parsed.GetValue(_source) is null;

    /// <summary>The filter, with names as the configuration writes them.</summary>
    internal NewsFilter Of(ParseResult parsed, BridgeSession session, Screen screen) => new()
    {
        States = parsed.GetValue(_state) ?? [],
        Route = KnownName.Of(parsed.GetValue(_route), "route", session.Routes.All.Select(r => r.Name), screen),
        Source = KnownName.Of(parsed.GetValue(_source), "source", session.Sources.All.Select(s => s.Name), screen),
        Limit = parsed.GetValue(_limit) ?? _usual ?? int.MaxValue,
    };
}
