namespace AtsBridge.Cli.Screens;

/// <summary>For whom a verb writes.</summary>
internal enum OutputFormat
{
    /// <summary>People.</summary>
    Text,

    /// <summary>Machines: one JSON document on the standard output.</summary>
    Json,
}
