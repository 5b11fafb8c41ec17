using System.CommandLine;
using AtsBridge.Cli.Session;
using AtsBridge.Ledger;

namespace AtsBridge.Cli.Verbs;

/// <summary>The options that name one sink or one route.</summary>
internal sealed class PauseTarget
{
    private readonly Option<string?> _sink = new("--sink") { Description = "This sink: no request is made of it at all.", HelpName = "K" };
    private readonly Option<string?> _route = new("--route") { Description = "This route: none of its invites is sent, sent again or archived.", HelpName = "R" };

    internal void AddTo(Command command)
    {
        command.Add(_sink);
        command.Add(_route);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_sink) is null == result.GetResult(_route) is null)
            {
                result.AddError("Say which: --sink K or --route R, one of the two.");
            }
        });
    }

    /// <summary>What is named, in the configuration's own spelling.</summary>
    /// <exception cref="WrongCommandException">There is none of that name.</exception>
    internal (PauseScope Scope, string Name) Of(ParseResult parsed, BridgeSession session)
    {
        if (parsed.GetValue(_route) is { } route)
        {
            return (PauseScope.Route, session.RouteOf(route).Name);
        }

        var named = parsed.GetValue(_sink)!;
        return session.Sinks.Find(named) is { } sink
            ? (PauseScope.Sink, sink.Name)
            : throw new WrongCommandException($"There is no sink '{named}'. There are: {string.Join(", ", session.Sinks.All.Select(s => s.Name))}.");
    }

    /// <summary>The same among what is paused, which may no longer be in the configuration; null where it is not paused.</summary>
    internal Pause? AmongPaused(ParseResult parsed, IReadOnlyList<Pause> pauses)
    {
        var (scope, name) = parsed.GetValue(_route) is { } route ? (PauseScope.Route, route) : (PauseScope.Sink, parsed.GetValue(_sink)!);
        return pauses.FirstOrDefault(p => p.Scope == scope && string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many invites are due there now; 0 where it is not in the configuration.</summary>
    internal static async Task<long> DueAsync(BridgeSession session, PauseScope scope, string name, CancellationToken cancellationToken)
    {
        var now = session.Get<TimeProvider>().GetUtcNow();
        var status = session.Get<IStandingStore>();
        if (scope == PauseScope.Sink)
        {
            return session.Sinks.Find(name) is { } sink ? (await status.SinkAsync(sink.Name, now, [], sink.Policy, cancellationToken)).Due : 0;
        }

        var route = session.Routes.All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        return route is null ? 0 : await status.DueOfRouteAsync(route.Sink, route.Name, now, cancellationToken);
    }
}
