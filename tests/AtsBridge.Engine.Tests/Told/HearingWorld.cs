using System.Text;
using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Sync;
using AtsBridge.Told;

namespace AtsBridge.Engine.Tests.Told;

/// <summary>A source in the real store that had its first sync, and is told of changes since.</summary>
internal sealed class HearingWorld : IAsyncDisposable
{
    private readonly SyncWorld _world;
    private readonly ToldSync _told;
    private int _bodies;

    internal HearingWorld(params Route[] routes)
    {
        _world = new SyncWorld(SourceContents.Full, routes);
        Source = new(_world.Source);
        _told = new(_world.Store.Sync, _world.Store.Told, new(_world.Routes), _world.Time);
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal SyncWorld World => _world;

    internal HearingSource Source { get; }

    internal ConfiguredSource Configured => new() { Name = "acme", Reader = Source, Contents = SourceContents.Full, DefaultRegion = "US" };

    internal ToldIntake Intake => new(_world.Store.Told, _world.Time);

    /// <summary>A webhook comes in that tells these records, or names these ids.</summary>
    internal Task<WebhookAnswer> HearAsync(IReadOnlyList<SourceRecord> records, params string[] toRead)
    {
        var body = FormattableString.Invariant($"body {++_bodies}");
        Source.Bodies[body] = new WebhookResult.Applications("candidate_moved", records, toRead);
        return AgainAsync(body);
    }

    internal Task<WebhookAnswer> AgainAsync(string body) =>
        Intake.TakeAsync(Configured, Encoding.UTF8.GetBytes(body), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), Cancellation);

    internal Task<ToldRound> WorkOffAsync(ICandidateSource? reader = null) => _told.WorkOffAsync(Configured with { Reader = reader ?? Source }, new SyncOptions(), Cancellation);

    /// <summary>What was told: an application's id and stage, and nothing else but when.</summary>
    internal static SourceRecord Moved(string id, string? stage, string? updated = null, string? stageId = null) =>
        new() { Position = new("webhook"), ApplicationId = id, Stage = stage, UpdatedAt = updated, StageId = stageId };

    internal async Task<int> WaitingAsync() => (await _world.Store.Told.WaitingAsync("acme", 1_000, Cancellation)).Count;

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
