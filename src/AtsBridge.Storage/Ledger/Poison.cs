using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Storage.Tables;
using LinqToDB;

namespace AtsBridge.Storage.Ledger;

/// <summary>
/// An invite whose row can't be read: written by a newer version, or by hand. It is parked for a person, so that the queue moves
/// on, and never written back, so that nothing of it is lost.
/// </summary>
internal static class Poison
{
    internal const string Reason =
        "The row of this invite can't be read, so nothing is sent. It was written by a newer version or changed by hand: mend the row or restore a backup.";

    /// <summary>What stands for a request that can't be read.</summary>
    private static readonly InviteRequest Unreadable = new()
    {
        Reference = "", PersonExternalId = "", InterviewId = "", FirstName = "", LastName = "", Channels = [],
    };

    internal static bool IsUnreadable(InviteRequest request) => request.Reference.Length == 0;

    internal static InviteRequest ReadRequest(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StoreJsonContext.Default.InviteRequest) ?? Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    internal static IReadOnlyList<string> ReadIdentities(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StoreJsonContext.Default.StringArray) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Takes it out of the queue.</summary>
    internal static Task<int> ParkAsync(this StoreDb db, long id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var now = StoreTime.Store(at);
        return db.Invites.Where(i => i.Id == id)
            .Set(i => i.State, nameof(InviteState.NeedsReview))
            .Set(i => i.Held, (string?)null)
            .Set(i => i.NotBefore, (long?)null)
            .Set(i => i.Wish, (string?)null)
            .Set(i => i.WishUnderWay, false)
            .Set(i => i.IsOpen, false)
            .Set(i => i.Reason, Reason)
            .Set(i => i.Epoch, i => i.Epoch + 1)
            .Set(i => i.ChangedAt, now)
            .UpdateAsync(cancellationToken);
    }
}
