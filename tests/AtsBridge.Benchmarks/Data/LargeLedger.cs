using System.Globalization;
using AtsBridge.Benchmarks.Cases;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using AtsBridge.Transitions;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Benchmarks.Data;

/// <summary>A store some years old: every fifth application was invited, each invite took two requests, and a run was made every hour.</summary>
internal static class LargeLedger
{
    internal const string Source = "ats";
    internal const string Sink = "gather";

    private const int Chunk = 5_000;

    private static readonly DateTimeOffset Moment = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly Route Route = SourceKind.Routes(Source).All[0];

    /// <summary>How many invites there are.</summary>
    internal static int Invites(int rows) => rows / 5;

    /// <summary>The application of an invite.</summary>
    internal static string Key(long invite) => FormattableString.Invariant($"{40_000_000 + (5 * (invite - 1))}");

    /// <summary>Fills a store that has had its first sync.</summary>
    internal static async Task FillAsync(string path, int rows, CancellationToken cancellationToken)
    {
        await using (var store = AtsBridgeStore.OpenSqlite($"Data Source={path}", StoreAccess.Host, TimeProvider.System))
        {
            for (var from = 1; from <= Invites(rows); from += Chunk)
            {
                await SealAsync(store, [.. Enumerable.Range(from, Math.Min(Chunk, Invites(rows) - from + 1)).Select(Invited)], cancellationToken);
            }
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "INSERT INTO attempt (invite_id, sink, kind, started_at, finished_at, outcome) SELECT id, sink, k.kind, created_at, created_at + 200, 'Done' FROM invite, (SELECT 'CreatePerson' AS kind UNION ALL SELECT 'CreateInvite') k ORDER BY id, k.kind DESC");
        Run(connection, "INSERT INTO stage_move (source, from_stage, to_stage, most) VALUES ('ats', 'ASSESSMENT', 'ON-SITE', 220), ('ats', 'OFFER', 'HIRED', 40), ('ats', 'OLD SCREEN', 'RECRUITER SCREEN', 900)");
        Run(connection, "INSERT INTO pause (scope, name, since, reason) VALUES ('Route', 'phone interviews', 1763600000000, 'the interview is being changed')");
    }

    private static async Task SealAsync(AtsBridgeStore store, IReadOnlyList<SealedChange> changes, CancellationToken cancellationToken)
    {
        await using var session = await store.Sync.OpenAsync(Source, SyncMode.Commit, cancellationToken);
        var state = session.State;
        var run = await session.BeginRunAsync(Moment, cancellationToken);
        await using var seal = await session.BeginSealAsync(cancellationToken);
        await seal.WriteAsync(run, Moment, changes, cancellationToken);
        var certificate = new RunCertificate { RunId = run, Source = Source, Set = "made up", StartedAt = Moment, FinishedAt = Moment, Outcome = RunOutcome.Succeeded, Transitions = changes.Count, Invited = changes.Count };
        await seal.CompleteAsync(state, certificate, cancellationToken);
    }

    private static SealedChange Invited(int invite)
    {
        var key = Key(invite);
        var row = int.Parse(key, CultureInfo.InvariantCulture) - 40_000_000;
        var cells = new ExportRow(row, moved: false).Cells();
        var application = new Application
        {
            Key = key, ApplicationId = key, CandidateId = cells[1], FirstName = cells[2], LastName = cells[3], Email = new(cells[4], cells[4]),
            Stage = ExportRow.MappedStage, Status = ApplicationStatus.Active, Position = new("made up.csv", row + 2),
        };
        var request = new InviteRequest
        {
            Reference = $"{Source}:{key}:{Route.Name}", PersonExternalId = $"{Source}:{cells[1]}", InterviewId = Route.Invite.InterviewId,
            FirstName = cells[2], LastName = cells[3], Email = cells[4], Channels = [DeliveryChannel.Email],
        };
        return new(null, key, new StageTransition(TransitionKind.Moved, application with { Stage = "Recruiter Screen" }, application, Moment), new Decision(Verdict.Invite, Route), new Invite
        {
            Source = Source, ApplicationKey = key, Sink = Sink, Route = Route.Name, Request = request, Identities = PersonIdentity.Of(Source, application),
            Delivery = Delivery(invite), CreatedAt = Moment, ChangedAt = Moment,
        });
    }

    /// <summary>Most were sent and many of these answered; a few wait for a person.</summary>
    private static DeliveryState Delivery(int invite)
    {
        var state = (invite % 100) switch
        {
            < 40 => InviteState.Sent,
            < 75 => InviteState.Completed,
            < 90 => InviteState.Expired,
            < 96 => InviteState.Cancelled,
            < 98 => InviteState.NeedsReview,
            98 => InviteState.Rejected,
            _ => InviteState.Held,
        };
        return new()
        {
            State = state, Held = state == InviteState.Held ? HoldReason.GuardTripped : null, Attempts = 1,
            PersonReference = FormattableString.Invariant($"person-{invite}"), InviteReference = FormattableString.Invariant($"invite-{invite}"),
            SentAt = Moment, ExpiresAt = Moment.AddDays(30), Reason = state == InviteState.NeedsReview ? "the platform refused it twice" : null,
        };
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
