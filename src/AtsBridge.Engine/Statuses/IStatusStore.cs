using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Statuses;

/// <summary>What learning of statuses needs of the store. Implemented by the storage; every method is one transaction.</summary>
public interface IStatusStore
{
    /// <summary>Puts a delivery on record; when this returns, it survives whatever happens.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="delivery">What tells this delivery from others: the same for one that comes again.</param>
    /// <param name="reports">What it says.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>False: it is on record already, and nothing was written.</returns>
    Task<bool> ReceiveAsync(string sink, string delivery, IReadOnlyList<StatusReport> reports, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes reports that wait, the oldest first, finds their invites, takes the step and writes both. Not those whose invite has
    /// the request of a wish under way: a change meanwhile would fence its answer off.
    /// </summary>
    /// <param name="sink">The sink.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="apply">The pure step; called inside the transaction.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>What became of each.</returns>
    Task<IReadOnlyList<WebhookState>> WorkOffAsync(
        string sink, DateTimeOffset now, Func<DeliveryState, StatusReport, (DeliveryState State, WebhookState Outcome)> apply, int most,
        CancellationToken cancellationToken);

    /// <summary>Takes the step of sent invites that have run out, save those that have the request of a wish under way.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="expire">The pure step; called inside the transaction.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>How many were found.</returns>
    Task<int> ExpireAsync(string sink, DateTimeOffset now, Func<DeliveryState, DeliveryState> expire, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that asking has moved an invite to a status that no webhook has told, where one was due: by promise, or because the
    /// sink has told this word by webhook before. Not if one of this invite waits.
    /// </summary>
    /// <param name="invite">The invite as it stands now.</param>
    /// <param name="status">What the sink answered.</param>
    /// <param name="promised">Whether the sink was asked to report this.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task ExpectAsync(Invite invite, InviteStatus status, bool promised, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets reports that nobody's invite has matched, and gives up what was expected and did not come.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="unmatchedBefore">Unmatched reports received before this are forgotten.</param>
    /// <param name="expectedBefore">What is expected since before this is lost.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<(int Nobodys, int Lost)> CloseAsync(string sink, DateTimeOffset unmatchedBefore, DateTimeOffset expectedBefore, CancellationToken cancellationToken);

    /// <summary>How many reports since a moment stand where: the share of the lost ones is <c>Lost / (Moved + Known + Outdated + Lost)</c>.</summary>
    /// <param name="sink">Of this sink; null: of all.</param>
    /// <param name="since">Received, or expected, since then.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<IReadOnlyDictionary<WebhookState, long>> CountAsync(string? sink, DateTimeOffset since, CancellationToken cancellationToken);
}
