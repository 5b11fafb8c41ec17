using AtsBridge.Sync;

namespace AtsBridge.Storage.Tests.Erasure;

/// <summary>
/// Every column that can hold words is known here, with what erasing does about it. Whoever adds one must decide: does it hold
/// anything by which a person can be known? Then <c>PersonEraser</c> takes it out, and <c>Zuleika.LiveAsync</c> puts something into it.
/// </summary>
public sealed class EveryColumnTests : IAsyncDisposable
{
    /// <summary>Holds something of a person, and nothing after the erasure.</summary>
    private static readonly string[] Personal =
    [
        "application.application_id", "application.application_key", "application.body", "application.candidate_id", "application.email_identity", "application.fingerprint",
        "attempt.detail", "decision.detail",
        "invite.application_key", "invite.identities", "invite.invite_reference", "invite.person_reference", "invite.reason", "invite.request",
        "invite_identity.identity",
        "news.fault",
        "packed_fingerprints.fingerprints",
        "quarantine.application_key", "quarantine.excerpt", "quarantine.reason",
        "pause.reason",
        "run.guard", "run.notes", "run.reason",
        "sink_person.identity", "sink_person.reference", "sink_state.stopped_reason",
        "stage_transition.application_key", "stage_transition.position",
        "told.body",
        "webhook.delivery", "webhook.reference",
    ];

    /// <summary>Names of the configuration, words of closed lists, names of stages, files and fields, and keyed hashes.</summary>
    private static readonly string[] NobodysOwn =
    [
        "application.source", "application.stage", "application.stage_id",
        "attempt.kind", "attempt.outcome", "attempt.sink",
        "decision.held", "decision.route", "decision.suppressed", "decision.verdict",
        "erased_application.key_mac", "erased_application.place_mac", "erased_application.record_mac", "erased_application.source",
        "erasure_key.check_value", "fingerprints_valid.source",
        "invite_count.held", "invite_count.sink", "invite_count.state",
        "invite.held", "invite.route", "invite.sink", "invite.sink_status", "invite.source", "invite.state", "invite.wish",
        "invite_identity.interview_id", "invite_identity.sink",
        "news.state",
        "packed_fingerprints.source", "pause.name", "pause.scope",
        "quarantine.ended", "quarantine.field", "quarantine.resource", "quarantine.source",
        "run.outcome", "run.set_name", "run.since", "run.source", "run.suppressed", "run.until",
        "sink_person.sink", "sink_state.clock_origin", "sink_state.sink",
        "source.cursor", "source.mark", "source.name", "source.route_stages", "source.rules_hash",
        "stage_head.source", "stage_head.stage", "stage_head.stage_id",
        "stage_move.from_stage", "stage_move.source", "stage_move.to_stage", "stage_seen.source", "stage_seen.stage",
        "stage_transition.from_stage", "stage_transition.from_stage_id", "stage_transition.from_status", "stage_transition.kind", "stage_transition.source",
        "stage_transition.to_stage", "stage_transition.to_stage_id", "stage_transition.to_status",
        "told.delivery", "told.event", "told.source", "tombstone.mac",
        "webhook.event", "webhook.progress", "webhook.sink", "webhook.state", "webhook.word",
        "write_back_route.route",
    ];

    private readonly SqliteStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Of every table but those of SQLite and of the migrations.</summary>
    private List<string> Columns() => StoreContents.Rows(_store,
        """
        SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite|_%' ESCAPE '|' AND m.name <> 'VersionInfo' AND c.type NOT IN ('INTEGER')
        ORDER BY 1
        """);

    [Fact]
    public void EveryColumnWithWordsIsKnownHere() =>
        Assert.Equal(Columns(), Personal.Concat(NobodysOwn).Order(StringComparer.Ordinal));

    [Fact]
    public async Task WhateverHeldThePersonHoldsNothingAfterwards()
    {
        await Zuleika.LiveAsync(_store, others: 30);
        await World.SealAsync(_store.Open.Sync, RunOutcome.Succeeded, Zuleika.Change(ChangeKind.Changed, stage: "Onsite"));
        string[] linked = ["application.fingerprint", "packed_fingerprints.fingerprints", "stage_transition.position"];
        await PackAsync();
        Assert.Equal("1", Assert.Single(StoreContents.Rows(_store, Packed)));
        Assert.Equal(Personal.Except(linked, StringComparer.Ordinal).Order(StringComparer.Ordinal), Naming());

        Assert.True((await _store.Open.Erasure.EraseAsync(Zuleika.Key, null, false, World.Start, TestContext.Current.CancellationToken)).Erased);

        Assert.Equal([], Naming());
        Assert.Equal("0", Assert.Single(StoreContents.Rows(_store, "SELECT count(*) FROM stage_transition WHERE application_key = '' AND position IS NOT NULL")));
        Assert.Equal("0", Assert.Single(StoreContents.Rows(_store, Packed)));
        Assert.Equal("0", Assert.Single(StoreContents.Rows(_store, $"SELECT count(*) FROM application WHERE hex(fingerprint) = '{((UInt128)4711):X32}'")));
    }

    private static string Packed => $"SELECT count(*) FROM packed_fingerprints WHERE instr(hex(fingerprints), '{(UInt128)4711:X32}') > 0";

    /// <summary>The next sync keeps the fingerprints of all side by side.</summary>
    private async Task PackAsync()
    {
        await using var session = await _store.Open.Sync.OpenAsync("acme", SyncMode.Commit, TestContext.Current.CancellationToken);
        await World.ListAsync(session.FingerprintsAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The columns in which a word of hers stands.</summary>
    private IEnumerable<string> Naming() => Columns().Where(column =>
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        return StoreContents.Rows(_store, $"SELECT \"{name}\" FROM \"{table}\"").Exists(value => Zuleika.Words.Any(w => value.Contains(w, StringComparison.OrdinalIgnoreCase)));
    });
}
