using System.Runtime.CompilerServices;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>A figure of something that did not do its work is none.</summary>
internal static class Expect
{
    internal static void Equal(long expected, long actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (expected != actual)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{what} is {actual} and should be {expected}: nothing was measured."));
        }
    }
}
