namespace AtsBridge.Testing.Tests.Http;

/// <summary>What a fake is asked for: dates, Unix times, nothing, and what is none of these.</summary>
public sealed class FeedTests
{
    private static readonly SampleFeed Feed = new(() => SampleSet.Ordinary(6));

    [Theory]
    [InlineData("2026-03-02T08:04:00Z")]
    [InlineData("2026-03-02T08:04:00")]
    [InlineData("2026-03-02T10:04:00+02:00")]
    [InlineData("1772438640")]
    [InlineData("1772438640000")]
    public void AMomentIsReadInEveryNotation(string moment)
    {
        Assert.Equal(["A-00004", "A-00005", "A-00006"], Feed.ChangedFrom(moment).Select(a => a["ApplicationId"]));
        Assert.Equal(["A-00005", "A-00006"], Feed.ChangedBehind(moment, "A-00004").Select(a => a["ApplicationId"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void WithoutAMomentItIsEverything(string? moment)
    {
        Assert.Equal(6, Feed.ChangedFrom(moment).Count);
        Assert.Equal(6, Feed.ChangedBehind(moment, "").Count);
    }

    [Theory]
    [InlineData("2026-03-02T08:04:00 00:00")]
    [InlineData("zzzz")]
    [InlineData("9999999999999999999")]
    public void WhatItCantReadIsSaidAndNotTakenForEverything(string moment)
    {
        Assert.Contains($"the fake was asked for changes since '{moment}', which it can't read", Assert.Throws<InvalidOperationException>(() => Feed.ChangedFrom(moment)).Message, StringComparison.Ordinal);
        Assert.Contains("can't read", Assert.Throws<InvalidOperationException>(() => Feed.ChangedBehind(moment, "A-00004")).Message, StringComparison.Ordinal);
    }
}
