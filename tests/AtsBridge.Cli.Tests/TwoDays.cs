using System.Globalization;
using AtsBridge.Cli.Session;
using AtsBridge.Gather.Sandbox;
using AtsBridge.Ledger;
using AtsBridge.Storage;

namespace AtsBridge.Cli.Tests;

/// <summary>Two days of the sample, synced by command against a sandbox: a ledger to ask questions of.</summary>
public sealed class TwoDays : IAsyncLifetime
{
    private GatherSandbox? _sandbox;

    internal Workplace Place { get; private set; } = null!;

    internal Answer FirstSync { get; private set; } = null!;

    internal Answer Plan { get; private set; } = null!;

    internal Answer SecondSync { get; private set; } = null!;

    /// <summary>Who is in the ledger, as only the store and the operator's screen may say it.</summary>
    internal IReadOnlyList<Invite> Invites { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _sandbox = await GatherSandbox.StartAsync(new GatherSandboxOptions { RateLimits = [] }, TimeProvider.System, CancellationToken.None);
        Place = new(_sandbox.BaseAddress);
        Place.Deliver(day: 1);
        FirstSync = await Place.AskAsync("sync");
        Place.Deliver(day: 2);
        Plan = await Place.AskAsync("plan", "--output", "json");
        SecondSync = await Place.AskAsync("sync", "--output", "json");
        var reading = ConfigurationSource.Read(Place.Config);
        await using var session = BridgeSession.Open(reading.Configuration!, reading, StoreAccess.ReadOnly);
        Invites = await session.Ledger.ListAsync(new InviteFilter { Limit = 1000 }, CancellationToken.None);
    }

    /// <summary>What of a document is somebody's name, address or number.</summary>
    internal IEnumerable<string> Private(Answer answer)
    {
        var secrets = Invites.SelectMany(i => new[] { i.Request.LastName, i.Request.Email, i.Request.Phone }).OfType<string>()
            .Where(s => s.Length > 4).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.NotEmpty(secrets);
        return answer.JsonTexts().Where(text => text.Contains('@', StringComparison.Ordinal) || secrets.Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)));
    }

    internal string No(int index) => Invites[index].Id.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Place.Dispose();
        await _sandbox!.DisposeAsync();
    }
}
