using System.Collections.Immutable;
using AtsBridge.Hosting.Telemetry;
using AtsBridge.Routing;
using AtsBridge.Sync;

namespace AtsBridge.Hosting.Tests.Telemetry;

public sealed class BridgeMetricsTests : IDisposable
{
    private readonly Readings _readings = new();
    private readonly BridgeMetrics _metrics;

    public BridgeMetricsTests() => _metrics = new(_readings.Meters);

    public void Dispose() => _readings.Dispose();

    [Fact]
    public void APassIsCountedAsItsCertificatesAndItsRoutesSay()
    {
        var suppressed = ImmutableSortedDictionary<SuppressReason, long>.Empty.Add(SuppressReason.NoConsent, 3).Add(SuppressReason.NoRoute, 4);
        var run = new RunCertificate
        {
            Source = "acme", StartedAt = default, Outcome = RunOutcome.Succeeded, Read = 100, Unchanged = 80, Changed = 12, New = 5, Quarantined = 3,
            Transitions = 10, Invited = 2, Held = 1, Suppressed = suppressed,
        };

        _metrics.Count(new SyncReport(
            "acme", [run, run with { Outcome = RunOutcome.NothingNew, Unchanged = 0, Changed = 0, New = 0, Quarantined = 0, Transitions = 0, Suppressed = suppressed.Clear() }],
            [new("interviews", 2, 1, suppressed.Remove(SuppressReason.NoRoute)), new("idle", 0, 0, suppressed.Clear())], []));

        Assert.Equal(
            [
                "atsbridge.decisions reason=NoConsent route=interviews source=acme verdict=Suppress 3",
                "atsbridge.decisions reason=NoRoute source=acme verdict=Suppress 4",
                "atsbridge.decisions route=interviews source=acme verdict=Hold 1",
                "atsbridge.decisions route=interviews source=acme verdict=Invite 2",
                "atsbridge.records kind=changed source=acme 12",
                "atsbridge.records kind=new source=acme 5",
                "atsbridge.records kind=quarantined source=acme 3",
                "atsbridge.records kind=unchanged source=acme 80",
                "atsbridge.runs outcome=NothingNew source=acme 1",
                "atsbridge.runs outcome=Succeeded source=acme 1",
                "atsbridge.transitions source=acme 10",
            ],
            _readings.Sums.Select(s => FormattableString.Invariant($"{s.Key} {s.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void APassThatBrokeOffIsARunToo()
    {
        _metrics.CountBroken("acme", RunOutcome.Interrupted);

        Assert.Equal(1, _readings.Sums["atsbridge.runs outcome=Interrupted source=acme"]);
    }
}
