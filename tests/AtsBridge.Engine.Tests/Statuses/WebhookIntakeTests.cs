using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AtsBridge.Delivery;
using AtsBridge.Statuses;

namespace AtsBridge.Engine.Tests.Statuses;

public sealed class WebhookIntakeTests
{
    [Fact]
    public async Task WhatIsProvenIsOnRecordBeforeItIsAnsweredAndAgainItIsARepetition()
    {
        await using var world = new ToldWorld();

        Assert.Equal(new(WebhookVerdict.Taken, "status"), await world.TellAsync("i-1;Completed;1"));
        Assert.Equal(new(WebhookVerdict.Repeated, "status"), await world.TellAsync("i-1;Completed;1"));
        Assert.Equal(new(WebhookVerdict.Taken, "status"), await world.TellAsync("i-1;Completed;2"));

        Assert.Equal("Waiting 2", await world.CountsAsync());
    }

    [Fact]
    public async Task WhatIsNotProvenOrNotOursLeavesNoTrace()
    {
        await using var world = new ToldWorld();

        Assert.Equal(new(WebhookVerdict.Refused, "forged"), await world.TellAsync("forged"));
        Assert.Equal(new(WebhookVerdict.Ignored, "interview.updated"), await world.TellAsync("interview.updated"));
        Assert.Equal(new(WebhookVerdict.Closed, "closed"), await world.TellAsync("closed"));
        var deaf = new ConfiguredSink("deaf", world.World.Sink, new());
        Assert.Equal(WebhookVerdict.Closed, (await world.Intake.TakeAsync(deaf, default, ToldWorld.NoHeaders, ToldWorld.Cancellation)).Verdict);
        Assert.Contains("'deaf' can't receive webhooks", world.Intake.ClosedBecause(deaf), StringComparison.Ordinal);
        Assert.Null(world.Intake.ClosedBecause(world.Configured));

        Assert.Equal("", await world.CountsAsync());
    }

    [Fact]
    public async Task EveryAnswerIsCounted()
    {
        await using var world = new ToldWorld();
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == "atsbridge.webhooks")
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        // Other tests count at the same time, under other names.
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (Equals(tags[0].Value, "counted"))
            {
                counted.Add($"{tags[1].Value} {count}");
            }
        });
        listener.Start();
        var sink = world.Configured with { Name = "counted" };
        foreach (var body in new[] { "i;Hired;1", "i;Hired;1", "forged", "other", "closed" })
        {
            await world.Intake.TakeAsync(sink, System.Text.Encoding.UTF8.GetBytes(body), ToldWorld.NoHeaders, ToldWorld.Cancellation);
        }

        Assert.Equal("closed 1, ignored 1, refused 1, repeated 1, taken 1", string.Join(", ", counted.Order(StringComparer.Ordinal)));
    }
}
