namespace AtsBridge.Hosting.Configuration;

/// <summary>What a problem in the configuration means.</summary>
public enum ProblemSeverity
{
    /// <summary>Nothing starts until it is cured.</summary>
    Error,

    /// <summary>It starts, but hardly does what was meant.</summary>
    Warning,
}
