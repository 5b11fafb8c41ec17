using AtsBridge.Cli.Session;
using Spectre.Console;

namespace AtsBridge.Cli.Screens;

/// <summary>Asks before something can't be taken back.</summary>
internal static class Confirmation
{
    /// <summary>True: go on. In a pipe nobody can answer, so <c>--yes</c> must be given there.</summary>
    /// <exception cref="WrongCommandException">Nobody can be asked.</exception>
    internal static bool Ask(Screen screen, bool yes, string question)
    {
        if (yes)
        {
            return true;
        }

        if (screen.IsJson || !screen.Console.Profile.Capabilities.Interactive || Console.IsInputRedirected)
        {
            throw new WrongCommandException($"{question} Nobody can be asked here: look at what is shown, and say --yes to do it.");
        }

        return screen.Console.Confirm(question, defaultValue: false);
    }
}
