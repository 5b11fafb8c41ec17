using AtsBridge.Delivery;
using AtsBridge.Hosting.Health;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.Ledger;
using AtsBridge.Sync;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace AtsBridge.Hosting.Tests.Health;

/// <summary>A bridge whose store says what a test wants.</summary>
internal sealed class Standing
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 1, 0, TimeSpan.Zero);

    internal FakeTimeProvider Time { get; } = new(Start);

    internal IStandingStore Store { get; } = Substitute.For<IStandingStore>();

    internal ILedgerStore Ledger { get; } = Substitute.For<ILedgerStore>();

    internal SourceFacts Source { get; set; } = new();

    internal SinkFacts Sink { get; set; } = new();

    internal List<UnfinishedInvites> Unfinished { get; } = [];

    internal List<Pause> Pauses { get; } = [];

    internal BridgeStatusReader Reader(string? schedule = "0 0/5 * * * ?")
    {
        Store.Host().Returns((string?)null);
        Store.SourceAsync(default!, TestContext.Current.CancellationToken).ReturnsForAnyArgs(_ => Source);
        Store.SinkAsync(default!, default, default!, default!, TestContext.Current.CancellationToken).ReturnsForAnyArgs(_ => Sink);
        Store.UnfinishedAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs(_ => Unfinished);
        Ledger.PausesAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs(_ => Pauses);
        var configuration = Example.Read(b =>
        {
            if (schedule is null)
            {
                b.Source().Remove("Schedule");
            }
            else
            {
                b.Source()["Schedule"] = schedule;
            }
        }).Configuration!;
        return new(Store, Ledger, configuration, new([new ConfiguredSink("gather", new FakeGatherSink(), new())]), new(Store, configuration), Time);
    }

    internal Task<BridgeStatus> ReadAsync(string? schedule = "0 0/5 * * * ?") => Reader(schedule).ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The newest runs, the oldest first; each ended so many minutes after the start.</summary>
    internal void Ran(params (RunOutcome Outcome, int Minute)[] runs)
    {
        var certificates = runs.Select((r, i) => new RunCertificate
        {
            RunId = i + 1, Source = "acme", StartedAt = Start.AddMinutes(r.Minute), FinishedAt = Start.AddMinutes(r.Minute), Outcome = r.Outcome,
            Reason = r.Outcome == RunOutcome.Failed ? "The folder is gone." : null,
        }).ToList();
        Source = new()
        {
            Newest = certificates.GroupBy(c => c.Outcome).ToDictionary(g => g.Key, g => g.Last()),
            FirstRunAt = certificates[0].StartedAt,
        };
        Source = Source with { FailedSinceGood = certificates.Count(c => c.Outcome == RunOutcome.Failed && c.RunId > (Source.LastGood?.RunId ?? 0)) };
    }
}
