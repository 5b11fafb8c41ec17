using AtsBridge.Hosting.Health;
using AtsBridge.Ledger;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Says what is paused, wherever somebody might wonder why nothing goes out.</summary>
internal static class PauseLines
{
    internal static void Show(Screen screen, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        foreach (var pause in pauses)
        {
            var reason = pause.Reason is null ? "" : $" ({pause.Reason})";
            screen.Plain(
                FormattableString.Invariant($"{Subject(pause.Scope, pause.Name)} is paused since {pause.Since:u}, for {TimeInWords.Of(now - pause.Since)}{reason}: what is due there waits, and nothing is dropped."),
                Color.Yellow);
            screen.Plain($"  {ResumeCommand(pause.Scope, pause.Name)}", Color.Blue);
        }
    }

    /// <summary>Such as <c>Sink gather</c> or <c>Route 'first interviews'</c>.</summary>
    internal static string Subject(PauseScope scope, string name) => scope == PauseScope.Sink ? $"Sink {name}" : $"Route '{name}'";

    /// <summary>What lets it go on.</summary>
    internal static string ResumeCommand(PauseScope scope, string name) =>
        $"atsbridge resume {(scope == PauseScope.Sink ? "--sink" : "--route")} {CommandText.Quoted(name)}";
}
