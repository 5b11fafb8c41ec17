using Xunit.Sdk;

namespace AtsBridge.Testing;

/// <summary>An adapter does not do what the contract asks. The message says what it did, what was expected, why it matters, and where to look.</summary>
/// <param name="adapter">The adapter's name.</param>
/// <param name="check">The check that it failed.</param>
/// <param name="did">What it did.</param>
/// <param name="expected">What the contract asks.</param>
/// <param name="why">Whom it would hurt.</param>
/// <param name="look">Where the fault usually is.</param>
public sealed class ConformanceException(string adapter, string check, string did, string expected, string why, string look)
    : XunitException($"{adapter} does not pass {check}.\n  It did:   {did}\n  Expected: {expected}\n  Matters:  {why}\n  Look at:  {look}")
{
    /// <summary>The check that failed.</summary>
    public string Check { get; } = check;

    /// <summary>What the adapter did.</summary>
    public string Did { get; } = did;
}
