using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Statuses;

namespace AtsBridge.Simulation.Store;

/// <summary>No webhooks come to this platform's people, so nothing is expected of them and nothing is kept.</summary>
internal sealed class NoStatuses : IStatusStore
{
    /// <inheritdoc />
    public Task<bool> ReceiveAsync(string sink, string delivery, IReadOnlyList<StatusReport> reports, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw None();

    /// <inheritdoc />
    public Task<IReadOnlyList<WebhookState>> WorkOffAsync(
        string sink, DateTimeOffset now, Func<DeliveryState, StatusReport, (DeliveryState State, WebhookState Outcome)> apply, int most,
        CancellationToken cancellationToken) => throw None();

    /// <inheritdoc />
    public Task<int> ExpireAsync(string sink, DateTimeOffset now, Func<DeliveryState, DeliveryState> expire, int most, CancellationToken cancellationToken) =>
        throw None();

    /// <inheritdoc />
    public Task ExpectAsync(Invite invite, InviteStatus status, bool promised, DateTimeOffset now, CancellationToken cancellationToken) => throw None();

    /// <inheritdoc />
    public Task<(int Nobodys, int Lost)> CloseAsync(string sink, DateTimeOffset unmatchedBefore, DateTimeOffset expectedBefore, CancellationToken cancellationToken) =>
        throw None();

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<WebhookState, long>> CountAsync(string? sink, DateTimeOffset since, CancellationToken cancellationToken) => throw None();

    private static NotSupportedException None() => new("This platform sends no webhooks, so nobody should ask.");
}
