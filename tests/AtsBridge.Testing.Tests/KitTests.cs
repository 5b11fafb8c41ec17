using Microsoft.Extensions.Logging;

namespace AtsBridge.Testing.Tests;

/// <summary>What the kit itself is made of.</summary>
public sealed class KitTests
{
    [Fact]
    public void AnAdapterIsMadeAsTheHostDoesAndItsLogIsHeard()
    {
        var log = new CapturedLog();

        var source = (LoggingSource)AdapterFactory.Make(typeof(LoggingSource), log, new AdapterContext("x", "/"), TimeProvider.System);
        source.Say("Quillfeather");

        Assert.Contains("met Quillfeather", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheHostDoesNotOfferIsNamed()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => AdapterFactory.Make(typeof(LoggingSource), new CapturedLog(), TimeProvider.System));

        Assert.Contains("asks for AdapterContext context, which the host does not offer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheClockStandsStillUntilItIsMoved()
    {
        var clock = new KitClock { Waiting = null };
        var wait = Task.Delay(TimeSpan.FromSeconds(5), clock, TestContext.Current.CancellationToken);

        clock.MoveTo(clock.GetUtcNow().AddSeconds(4));
        Assert.False(wait.IsCompleted);
        clock.MoveTo(clock.GetUtcNow().AddSeconds(1));

        await wait;
    }

    [Fact]
    public async Task AWaitPassesAtOnceWhereItIsToldTo()
    {
        var happened = 0;
        var clock = new KitClock { Waiting = () => happened++ };
        var before = clock.GetUtcNow();

        await Task.Delay(TimeSpan.FromHours(5), clock, TestContext.Current.CancellationToken);

        Assert.Equal((1, TimeSpan.FromHours(5)), (happened, clock.GetUtcNow() - before));
    }

    [Fact]
    public async Task ATimeOutDoesNotPassByItself()
    {
        var clock = new KitClock();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);

        await Task.Delay(TimeSpan.FromSeconds(4), clock, TestContext.Current.CancellationToken);
        Assert.False(late.IsCancellationRequested);

        await Task.Delay(TimeSpan.FromSeconds(2), clock, TestContext.Current.CancellationToken);
        Assert.True(late.IsCancellationRequested);
    }

    [Fact]
    public void ASampleKeepsWhatItHasNullAndLacks()
    {
        var sample = SampleSet.One(1).With("Phone", null).With("Email", "").Without("Stage");

        Assert.True(sample.Values.ContainsKey("Phone"));
        Assert.Null(sample.Values["Phone"]);
        Assert.Equal("", sample.Values["Email"]);
        Assert.False(sample.Values.ContainsKey("Stage"));
        Assert.Equal(SampleField.Names.Where(n => n != "Stage"), sample.Values.Keys);
        Assert.Equal(sample, SampleSet.One(1).Without("Stage").With("Email", "").With("Phone", null));
    }

    [Fact]
    public void NoSampleIsRefusedByConversion()
    {
        var samples = new[] { SampleSet.OddIds, SampleSet.HostileNames, SampleSet.EveryScript, SampleSet.Moments, SampleSet.MomentsWithoutZone, SampleSet.OwnWords, SampleSet.Ordinary(20) }.SelectMany(s => s);

        Assert.All(samples, s => Assert.Null(RecordConversion.Convert(new SourceRecord { Position = default, ApplicationId = s["ApplicationId"], Phone = s["Phone"], Email = s["Email"] }, ConversionRules.None).Rejection));
    }

    [Fact]
    public void TheSamePeopleInEveryRun() => Assert.Equal(SampleSet.Ordinary(50), SampleSet.Ordinary(50));

    public sealed class LoggingSource(AdapterContext context, TimeProvider time, ILogger<LoggingSource> logger)
    {
        public void Say(string name) => logger.Log(LogLevel.Information, new EventId(1), name, exception: null, (met, _) => $"{context.Name} met {met} by {time}");
    }
}
