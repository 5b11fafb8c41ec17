using AtsBridge.Cli.Recording;
using CsCheck;

namespace AtsBridge.Cli.Tests.Recording;

public sealed class OverlapTests
{
    [Theory]
    [InlineData("", "a", 0)]
    [InlineData("ab", "ab", 2)]
    [InlineData("ab", "abc", 2)]
    [InlineData("ab", "bc", 1)]
    [InlineData("ab", "b", 1)]
    [InlineData("ab", "a", 0)]
    [InlineData("ab", "ca", 0)]
    [InlineData("aab", "abc", 2)]
    [InlineData("aaa", "aa", 2)]
    [InlineData("aba", "aba", 3)]
    [InlineData("aba", "abx", 1)]
    public void TheFirstOfTheSourceAreTheLastOfTheRecording(string recorded, string source, int length) => Assert.Equal(length, LengthOf(recorded, source));

    [Fact]
    public void ItIsTheLongestThereIs() => Gen.Select(Gen.String[Gen.Char['a', 'b'], 0, 12], Gen.String[Gen.Char['a', 'b'], 0, 12]).Sample((recorded, source) =>
        Assert.Equal(Enumerable.Range(0, Math.Min(recorded.Length, source.Length) + 1).Last(n => recorded.EndsWith(source[..n], StringComparison.Ordinal)), LengthOf(recorded, source)));

    private static int LengthOf(string recorded, string source)
    {
        var overlap = new Overlap([.. recorded.Select(c => $"{c}")]);
        foreach (var set in source.TakeWhile(_ => overlap.IsOpen))
        {
            overlap.Add($"{set}");
        }

        return overlap.Length;
    }
}
