using System.CommandLine;
using AtsBridge.Cli.Screens;

namespace AtsBridge.Cli.Session;

/// <summary>The options that every verb has.</summary>
internal sealed class CommonOptions
{
    internal Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration file. Default: atsbridge.json in the working directory.",
        HelpName = "FILE",
        Recursive = true,
    };

    internal Option<OutputFormat> Output { get; } = new("--output")
    {
        Description = "text for people, json for machines.",
        Recursive = true,
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    /// <summary>The screen that a verb writes to.</summary>
    internal Screen ScreenOf(ParseResult parsed) =>
        new(parsed.GetValue(Output), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
}
