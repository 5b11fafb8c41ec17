using AtsBridge.Routing;
using CsCheck;

namespace AtsBridge.Engine.Tests.Routing;

public sealed class PatternTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["ab*?"], 0, 5];
    private static readonly Gen<string> Names = Gen.String[Gen.Char["ab"], 0, 6];

    [Theory]
    [InlineData("Interview", "interview")]
    [InlineData(" Interview", "Interview ")]
    [InlineData("Inter*", "Interview (trial)")]
    [InlineData("J0?", "J07")]
    [InlineData(@"R\D", @"r\d")]
    public void Matches(string pattern, string value) => Assert.True(new Pattern(pattern).Matches(value));

    [Theory]
    [InlineData("Interview", "Phone Interview")]
    [InlineData("J0?", "J0")]
    [InlineData("*", null)]
    [InlineData(@"R\*", "R*D")]
    public void DoesNotMatch(string pattern, string? value) => Assert.False(new Pattern(pattern).Matches(value));

    [Fact]
    public void WhatCoversAnotherMatchesAllThatTheOtherMatches() =>
        Gen.Select(Words, Words, Names).Sample((one, other, name) =>
        {
            var (covering, covered) = (new Pattern(one), new Pattern(other));
            return !covering.Covers(covered) || !covered.Matches(name) || covering.Matches(name);
        }, iter: 50_000);
}
