using AtsBridge.Architecture.Tests;

namespace AtsBridge.Tests.Surface;

/// <summary>What adapter authors compile against changes only when somebody has looked at the change.</summary>
public sealed class PublicSurfaceTests
{
    private const string Accept = "ATSBRIDGE_ACCEPT_SURFACE";

    private static readonly string Reviewed = Repository.At("tests", "AtsBridge.Abstractions.Tests", "Surface", "PublicSurface.txt");

    [Fact]
    public void ThePublicSurfaceIsTheReviewedOne()
    {
        var now = SurfaceText.Of(typeof(ICandidateSource).Assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllLines(Reviewed, now);
        }

        var before = File.ReadAllLines(Reviewed);
        var difference = Difference(before, now);
        Assert.True(difference.Count == 0,
            $"The public surface of AtsBridge.Abstractions has changed (- reviewed, + now):\n{string.Join('\n', difference)}\n"
            + $"Every adapter that was built against it is concerned. If it is meant: run this test once with {Accept}=1, and commit PublicSurface.txt.");
    }

    [Fact]
    public void ADifferenceNamesTheTypeThatItIsIn()
    {
        var difference = Difference(["N class A", "    int X { get; }", "N class B", "    int X { get; }"], ["N class A", "    int X { get; }", "N class B", "    long X { get; }"]);

        Assert.Equal(["- N class B |     int X { get; }", "+ N class B |     long X { get; }"], difference);
    }

    private static List<string> Difference(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var (old, fresh) = (Qualified(before), Qualified(now));
        return [.. old.Except(fresh, StringComparer.Ordinal).Select(line => $"- {line}"), .. fresh.Except(old, StringComparer.Ordinal).Select(line => $"+ {line}")];
    }

    /// <summary>A member's line says nothing without its type, and the same member stands in many types.</summary>
    private static List<string> Qualified(IReadOnlyList<string> lines)
    {
        var type = "";
        return [.. lines.Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? $"{type} | {line}" : type = line)];
    }
}
