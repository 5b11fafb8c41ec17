using System.Runtime.CompilerServices;
using Xunit;

namespace AtsBridge.Testing;

/// <summary>One check of a suite: a fact that says what breaking it would do to people, and where to look for the fault.</summary>
/// <param name="why">What a candidate, a consultant or an operator would suffer.</param>
/// <param name="look">Where the fault usually is.</param>
/// <param name="sourceFilePath">Filled in by the compiler.</param>
/// <param name="sourceLineNumber">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckAttribute(
    string why, string look, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber)
{
    /// <summary>What a candidate, a consultant or an operator would suffer.</summary>
    public string Why { get; } = why;

    /// <summary>Where the fault usually is.</summary>
    public string Look { get; } = look;

    /// <summary>The ability that the check proves; an adapter that lacks it is not checked.</summary>
    public Ability Needs { get; init; }
}
