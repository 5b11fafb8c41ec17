using AtsBridge.Storage.Tables;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Sync;

/// <summary>Writes applications into the snapshot, each in its place.</summary>
internal sealed class SnapshotWriter(StoreDb db, string source) : IDisposable
{
    /// <summary>
    /// Of most changes nobody's name changes, and what stands in no index is written in place. To name an indexed column here, even with
    /// the value that it has, makes SQLite take the row out of that index and put it in again. The plus keeps the look-up by the key.
    /// </summary>
    private const string Move =
        """
        UPDATE application
        SET stage = @stage, stage_id = @stage_id, present = @present, fingerprint = @fingerprint, last_run = @run, changed_at = @at, reduced_at = NULL, body = @body
        WHERE source = @source AND application_key = @key
            AND +application_id IS @application_id AND +candidate_id IS @candidate_id AND +email_identity IS @email_identity
        """;

    private const string Insert =
        """
        INSERT INTO application (stage, stage_id, present, fingerprint, first_run, last_run, changed_at, body, source, application_key, application_id, candidate_id, email_identity)
        VALUES (@stage, @stage_id, @present, @fingerprint, @run, @run, @at, @body, @source, @key, @application_id, @candidate_id, @email_identity)
        ON CONFLICT (source, application_key) DO
        """;

    /// <summary>The run that it came with stays.</summary>
    private const string Update =
        """
         UPDATE SET
            stage = excluded.stage, stage_id = excluded.stage_id, present = excluded.present, fingerprint = excluded.fingerprint, last_run = excluded.last_run,
            changed_at = excluded.changed_at, reduced_at = NULL, body = excluded.body,
            application_id = excluded.application_id, candidate_id = excluded.candidate_id, email_identity = excluded.email_identity
        """;

    private static readonly string[] Parameters =
        ["@stage", "@stage_id", "@present", "@fingerprint", "@run", "@at", "@body", "@source", "@key", "@application_id", "@candidate_id", "@email_identity"];

    private readonly PreparedStatement _move = new(db, Move, Parameters);
    private readonly PreparedStatement _add = new(db, Insert + " NOTHING", Parameters);
    private readonly PreparedStatement _put = new(db, Insert + Update, Parameters);
    private readonly PreparedStatement _where = new(db, "SELECT present, stage, stage_id FROM application WHERE source = @source AND application_key = @key", "@source", "@key");

    /// <summary>Writes one.</summary>
    /// <param name="change">As it is now.</param>
    /// <param name="runId">The run.</param>
    /// <param name="at">When.</param>
    /// <param name="heads">Is told who left which stage and who came to which.</param>
    internal void Write(StagedChange change, long runId, DateTimeOffset at, StageHeadCount heads)
    {
        var application = change.After;
        object?[] values =
        [
            application.Stage, application.StageId, change.Kind != ChangeKind.Vanished, Fingerprints.Write(change.Fingerprint), runId, StoreTime.Store(at),
            change.Latest.Json, source, change.Key, application.ApplicationId, application.CandidateId,
            // An address that can't be used is still what people ask by.
            application.Email is { } email ? PersonIdentity.OfEmail(email.Value ?? email.Raw) : null,
        ];
        if (change.Kind != ChangeKind.New || _add.Run(values) == 0)
        {
            Leave(change.Key, heads);
            if (_move.Run(values) == 0)
            {
                _put.Run(values);
            }
        }

        heads.Add(application.Stage, application.StageId, change.Kind != ChangeKind.Vanished ? 1 : 0);
    }

    private void Leave(string key, StageHeadCount heads)
    {
        using var reader = _where.Read(source, key);
        if (reader.Read() && reader.GetBoolean(0))
        {
            heads.Add(reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), -1);
        }
    }

    public void Dispose()
    {
        _move.Dispose();
        _add.Dispose();
        _put.Dispose();
        _where.Dispose();
    }
}
