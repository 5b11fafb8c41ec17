namespace AtsBridge.Testing;

/// <summary>How a check ended.</summary>
public enum CheckResult
{
    /// <summary>The adapter does what the contract asks.</summary>
    Passed,

    /// <summary>It does not apply to this adapter, which said so beforehand.</summary>
    Skipped,

    /// <summary>The adapter does something else.</summary>
    Failed,
}
