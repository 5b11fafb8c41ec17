namespace AtsBridge.Testing.Tests.Sources;

/// <summary>A check, and an adapter that it catches.</summary>
/// <param name="Check">The check.</param>
/// <param name="Fault">What the adapter does wrong, in a few words.</param>
/// <param name="Suite">The suite with that adapter in it.</param>
internal sealed record BrokenAdapter(string Check, string Fault, Func<ConformanceSuite> Suite)
{
    public override string ToString() => $"{Check}: {Fault}";
}
