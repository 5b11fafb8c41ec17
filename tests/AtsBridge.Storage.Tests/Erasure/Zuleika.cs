using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Sync;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Tests.Erasure;

/// <summary>Somebody whose every word is nobody else's, and who has left a trace wherever the store keeps one.</summary>
internal static class Zuleika
{
    internal const string Key = "app-zq-991";
    internal const string Candidate = "cand-zq-77";
    internal const string Email = "Zuleika.Quixwood@example.com";
    internal const string FormerEmail = "zq.formerly@example.org";
    internal const string Phone = "+12025550143";
    internal const string AtSink = "person-zq-5";
    internal const string InviteAtSink = "invite-zq-6";

    /// <summary>What must be found nowhere.</summary>
    internal static readonly string[] Words =
        ["Zuleika", "Quixwood", Key, Candidate, Email, FormerEmail, "2025550143", "(202) 555-0143", AtSink, InviteAtSink, "linkedin.com/in/zq", "Zuleika-zone", "zq-resume", "zq-attribute"];

    internal static readonly Application Application = World.Application(Key) with
    {
        ApplicationId = Key, CandidateId = Candidate, FirstName = "Zuleika", LastName = "Quixwood", Email = new(Email, Email), Phone = new("(202) 555-0143", Phone),
        LinkedInUrl = "https://linkedin.com/in/zq", ResumeUrl = "https://example.com/zq-resume", TimeZone = "Zuleika-zone",
        Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["Note"] = "zq-attribute" },
    };

    internal static Invite Invite(InviteState state = InviteState.Sent) => World.Invite(Key) with
    {
        Request = World.Invite(Key).Request with
        {
            PersonExternalId = $"acme:{Candidate}", FirstName = "Zuleika", LastName = "Quixwood", Email = Email, Phone = Phone, TimeZone = "Zuleika-zone",
        },
        Identities = [PersonIdentity.OfCandidate("acme", Candidate), PersonIdentity.OfEmail(FormerEmail), PersonIdentity.OfApplication("acme", Key)],
        Delivery = new()
        {
            State = state, NotBefore = state is InviteState.Sent ? null : World.Start, PersonReference = AtSink,
            InviteReference = state == InviteState.Sent ? InviteAtSink : null, Reason = $"found {InviteAtSink} for Zuleika", SinkStatus = "invite_sent",
        },
    };

    internal static SealedChange Change(ChangeKind kind = ChangeKind.New, Invite? invite = null, string stage = "Interview")
    {
        var change = new StagedChange(kind, null, Application with { Stage = stage }, 4711);
        return World.Sealed(Key, invite) with { Change = change, Transition = new(Transitions.TransitionKind.Appeared, null, change.After, World.Start) };
    }

    /// <summary>A life in the store: among many others, changed again and again, invited, looked up, quarantined.</summary>
    internal static async Task LiveAsync(SqliteStore store, int others = 600)
    {
        var cancellation = TestContext.Current.CancellationToken;
        SealedChange[] crowd = [.. Enumerable.Range(0, others).Select(i => World.Sealed($"o{i}", i % 10 == 0 ? World.Invite($"o{i}") : null))];
        await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, [.. crowd[..(others / 2)], Change(), .. crowd[(others / 2)..]]);
        for (var i = 0; i < 5; i++)
        {
            await World.SealAsync(store.Open.Sync, RunOutcome.Succeeded, [.. crowd.Where((_, n) => n % 7 == i).Select(c => c with { Invite = null }), Change(ChangeKind.Changed, i == 4 ? Invite() : null, $"Stage {i}")]);
        }

        await using (var session = await store.Open.Sync.OpenAsync("acme", SyncMode.Commit, cancellation))
        {
            var run = await session.BeginRunAsync(World.Start, cancellation);
            await using var seal = await session.BeginSealAsync(cancellation);
            await seal.QuarantineAsync(run, World.Start,
                [
                    new(new("monday.csv", 3), "Phone", $"'{Phone}' is no number", Key, $"{Key};Zuleika;Quixwood"),
                    new(new("monday.csv", 4), null, "a cell is too long", null, $"x9;{Email};…"),
                    new(new("monday.csv", 5), null, "a cell is too long", null, "x9;somebody.else@example.com;…"),
                    new(new("monday.csv", 6), "Email", $"'{FormerEmail}, b@example.com' holds more than one address", "x10", null),
                ], cancellation);
            await seal.CompleteAsync(new() { Cursor = "c1", Baselined = true, Present = others + 1 }, World.Certificate(run), cancellation);
        }

        var invite = (await store.Open.Ledger.ListAsync(new() { Limit = 10_000 }, cancellation)).Single(i => i.ApplicationKey == Key);
        var attempt = await store.Open.Delivery.BeginAttemptAsync(invite.Id, AttemptKind.CreateInvite, World.Start, [], new(), cancellation);
        await store.Open.Delivery.FinishAttemptAsync(attempt!.Value, AttemptOutcome.Done, $"invite {InviteAtSink} of Zuleika", invite, World.Start, cancellation);
        // The sink has told of it by webhook; one that was expected has its reference in its name.
        await store.Open.Statuses.ExpectAsync(invite, new(InviteProgress.Hired, "hired"), promised: true, World.Start, cancellation);
        await store.Open.Told.ReceiveAsync("acme", "t1", new(0, "moved", [new() { Position = new("webhook"), ApplicationId = Key, Email = Email, FirstName = "Zuleika", LastName = "Quixwood" }], [], World.Start), cancellation);
        await store.Open.Told.ReceiveAsync("acme", "t2", new(0, "moved", [], [Key], World.Start), cancellation);
        await store.Open.Statuses.ReceiveAsync("gather", "d1", [new("status_changed", new(InviteAtSink), InviteProgress.Completed, "new_response", World.Start)], World.Start, cancellation);
        // As a sink's answer would: identities that lead to the person, old addresses among them.
        Execute(store, $"INSERT INTO sink_person (sink, identity, reference) VALUES ('gather', '{PersonIdentity.OfEmail(FormerEmail)}', '{AtSink}')");
        // No contract allows these; an adapter's author may have overlooked it.
        Execute(store, $"UPDATE run SET reason = 'the row of {Email} could not be read', guard = '{Email} and 30 others moved', notes = '[\"fine\",\"{Email} has no phone\"]' WHERE id = 1");
        Execute(store, $"UPDATE decision SET detail = 'Zuleika was there' WHERE transition_id IN (SELECT id FROM stage_transition WHERE application_key = '{Key}')");
        Execute(store, $"INSERT INTO news (invite_id, change, tries, not_before, fault) SELECT id, 1, 1, 0, 'there is no application {Key}' FROM invite WHERE application_key = '{Key}'");
        Execute(store, $"INSERT INTO pause (scope, name, since, reason) VALUES ('Sink', 'gather', 0, 'until (202) 555-0143 answers')");
        Execute(store, $"INSERT INTO webhook (sink, delivery, event, reference, progress, word, at, received_at, state) VALUES ('gather', 'expected:{InviteAtSink}:x', 'x', '{InviteAtSink}', 'Completed', 'new_response', 0, 0, 'Moved')");
        Execute(store, $"INSERT INTO webhook (sink, delivery, event, reference, progress, word, at, received_at, state) VALUES ('gather', 'd2', 'x', 'somebody-elses', 'Completed', 'new_response', 0, 0, 'Moved')");
        Execute(store, $"INSERT OR REPLACE INTO sink_state (sink, stopped_reason, changed_at) VALUES ('gather', 'no key for {Email}', 0)");
    }

    internal static void Execute(SqliteStore store, string sql)
    {
        using var connection = new SqliteConnection($"{store.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Whichever of the words stands in any file of the store, as bytes, in whatever case.</summary>
    internal static IReadOnlyList<string> In(SqliteStore store, IEnumerable<string> words)
    {
        // The lock's own file is empty, and nobody else may open it.
        var files = Directory.EnumerateFiles(store.Folder).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(f => Path.GetFileName(f), f =>
        {
            using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return System.Text.Encoding.Latin1.GetString(bytes.ToArray());
        }, StringComparer.Ordinal);
        return [.. files.SelectMany(f => words.Where(w => f.Value.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"{w} in {f.Key}")).Order(StringComparer.Ordinal)];
    }
}
