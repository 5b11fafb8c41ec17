namespace AtsBridge.Cli;

/// <summary>What the process says when it ends. Scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>It ran and something failed; the message says what and what to do.</summary>
    internal const int Failed = 1;

    /// <summary>The command or the configuration is wrong.</summary>
    internal const int Wrong = 2;
}
