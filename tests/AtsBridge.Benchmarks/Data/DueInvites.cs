using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Benchmarks.Data;

/// <summary>A store with invites that are due, each of a person of its own.</summary>
internal static class DueInvites
{
    internal const string Interview = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";

    private static readonly DateTimeOffset Moment = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    internal static InviteRequest Request(int number)
    {
        var cells = new ExportRow(number, moved: true).Cells();
        return new()
        {
            Reference = $"ats:{cells[0]}:phone interviews", PersonExternalId = $"ats:{cells[1]}", InterviewId = Interview,
            FirstName = cells[2], LastName = cells[3], Email = cells[4], Phone = cells[5], Channels = [DeliveryChannel.Email],
        };
    }

    internal static async Task WriteAsync(string path, int invites, CancellationToken cancellationToken)
    {
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={path}", StoreAccess.Host, TimeProvider.System);
        await using var session = await store.Sync.OpenAsync("ats", SyncMode.Commit, cancellationToken);
        var run = await session.BeginRunAsync(Moment, cancellationToken);
        await using (var seal = await session.BeginSealAsync(cancellationToken))
        {
            await seal.WriteAsync(run, Moment, [.. Enumerable.Range(0, invites).Select(i => new SealedChange(null, Request(i).Reference, null, null, Due(Request(i))))], cancellationToken);
            await seal.CompleteAsync(session.State, new RunCertificate { RunId = run, Source = "ats", StartedAt = Moment, FinishedAt = Moment, Outcome = RunOutcome.Succeeded }, cancellationToken);
        }

        await session.EndPassAsync(cancellationToken);
    }

    private static Invite Due(InviteRequest request) => new()
    {
        Source = "ats", ApplicationKey = request.Reference, Sink = "gather", Route = "phone interviews", Request = request,
        Identities = [$"c:{request.PersonExternalId}", $"e:{request.Email!.ToUpperInvariant()}"],
        Delivery = new() { State = InviteState.Due, NotBefore = Moment }, CreatedAt = Moment, ChangedAt = Moment,
    };
}
