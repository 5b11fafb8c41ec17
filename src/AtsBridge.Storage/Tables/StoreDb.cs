using System.Data.Common;
using System.Diagnostics;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>One connection to the store and its tables. Used by one caller at a time.</summary>
internal sealed class StoreDb(DataOptions options, DbConnection connection) : DataConnection(options)
{
    /// <summary>Rows that go into one statement.</summary>
    internal const int ChunkRows = 1_000;

    private readonly Dictionary<(Type Row, bool WithIds), PreparedInsert> _inserts = [];
    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);
    private PreparedUpdate? _inviteUpdate;

    /// <summary>
    /// Text has no length. The mapping's own default for SQLite is 255, and a parameter with a length cuts what is longer off
    /// without a word.
    /// </summary>
    internal static MappingSchema Mapping { get; } = WithoutLengths();

    internal ITable<SourceRow> Sources => this.GetTable<SourceRow>();

    internal ITable<StageSeenRow> StagesSeen => this.GetTable<StageSeenRow>();

    internal ITable<StageHeadRow> StageHeads => this.GetTable<StageHeadRow>();

    internal ITable<StageMoveRow> StageMoves => this.GetTable<StageMoveRow>();

    internal ITable<RunRow> Runs => this.GetTable<RunRow>();

    internal ITable<QuarantineRow> Quarantine => this.GetTable<QuarantineRow>();

    internal ITable<ApplicationRow> Applications => this.GetTable<ApplicationRow>();

    internal ITable<TransitionRow> Transitions => this.GetTable<TransitionRow>();

    internal ITable<DecisionRow> Decisions => this.GetTable<DecisionRow>();

    internal ITable<InviteRow> Invites => this.GetTable<InviteRow>();

    internal ITable<InviteCountRow> InviteCounts => this.GetTable<InviteCountRow>();

    internal ITable<InviteIdentityRow> InviteIdentities => this.GetTable<InviteIdentityRow>();

    internal ITable<AttemptRow> Attempts => this.GetTable<AttemptRow>();

    internal ITable<SinkPersonRow> SinkPersons => this.GetTable<SinkPersonRow>();

    internal ITable<SinkStateRow> SinkStates => this.GetTable<SinkStateRow>();

    internal ITable<PauseRow> Pauses => this.GetTable<PauseRow>();

    internal ITable<WebhookRow> Webhooks => this.GetTable<WebhookRow>();

    internal ITable<NewsRow> News => this.GetTable<NewsRow>();

    internal ITable<WriteBackRouteRow> WriteBackRoutes => this.GetTable<WriteBackRouteRow>();

    internal ITable<ToldRow> Told => this.GetTable<ToldRow>();

    internal ITable<ErasureKeyRow> ErasureKeys => this.GetTable<ErasureKeyRow>();

    internal ITable<ErasureRow> Erasures => this.GetTable<ErasureRow>();

    internal ITable<TombstoneRow> Tombstones => this.GetTable<TombstoneRow>();

    internal ITable<ErasedApplicationRow> ErasedApplications => this.GetTable<ErasedApplicationRow>();

    /// <summary>Inserts many rows; the store gives those that have an id of its own a new one.</summary>
    internal void InsertNew<T>(IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class => Insert(rows, withIds: false, cancellationToken);

    /// <summary>Inserts many rows with the ids that they have.</summary>
    internal void InsertAll<T>(IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class => Insert(rows, withIds: true, cancellationToken);

    /// <summary>A statement that is prepared once on this connection, by its text.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The names of its parameters, in the order in which values come.</param>
    internal PreparedStatement Statement(string sql, params string[] parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = new(this, sql, parameters);
        }

        return statement;
    }

    /// <summary>Everything that a statement finds. It is prepared once on this connection; ?1 and ?2 in it stand for the values.</summary>
    internal List<T> Ask<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = new(this, sql, PreparedStatement.Numbered(values.Length));
        }

        using var reader = statement.Read(values);
        var found = new List<T>();
        while (reader.Read())
        {
            found.Add(read(reader));
        }

        return found;
    }

    /// <summary>Whole rows of a table, by what comes after its name in the statement.</summary>
    internal List<T> Rows<T>(string chosen, params ReadOnlySpan<object?> values)
        where T : class => Ask(Row<T>.Select + chosen, reader => Row<T>.Read(reader, 0), values);

    /// <summary>Writes an invite over what it was when it was read, in the transaction that is open.</summary>
    internal void Update(InviteRow was, InviteRow row) => (_inviteUpdate ??= new(this, typeof(InviteRow))).Update(was, row);

    /// <summary>The invite of an id; null where there is none.</summary>
    internal InviteRow? Find(long id) => Rows<InviteRow>("WHERE id = ?1", id).SingleOrDefault();

    /// <summary>Inserts one row and tells the id that the store gave it.</summary>
    internal long InsertOne<T>(T row, CancellationToken cancellationToken)
        where T : class
    {
        InsertNew([row], cancellationToken);
        return Ask("SELECT last_insert_rowid()", r => r.GetInt64(0))[0];
    }

    private static MappingSchema WithoutLengths()
    {
        var schema = new MappingSchema("AtsBridge");
        schema.SetDataType(typeof(string), DataType.Text);
        schema.SetDataType(typeof(byte[]), DataType.Blob);
        return schema;
    }

    private void Insert<T>(IEnumerable<T> rows, bool withIds, CancellationToken cancellationToken)
        where T : class
    {
        if (!_inserts.TryGetValue((typeof(T), withIds), out var insert))
        {
            _inserts[(typeof(T), withIds)] = insert = new(this, typeof(T), withIds);
        }

        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            insert.Insert(row);
        }
    }

    /// <summary>A command of the connection, in the transaction that is open, if one is.</summary>
    internal DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this assembly come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = Transaction;
        if (TraceSwitchConnection.TraceInfo)
        {
            // What the mapping makes is traced by the mapping, and nothing else comes past it.
            WriteTraceLineConnection(sql, TraceSwitchConnection.DisplayName, TraceLevel.Info);
        }

        return command;
    }

    /// <summary>
    /// Begins a transaction that does not ask for the right to write the store: for reads that must agree with each other, and
    /// for temporary tables. Not known to the driver, so it ends by <see cref="End"/> or with the connection.
    /// </summary>
    internal void BeginQuiet() => Statement("BEGIN").Run();

    /// <summary>Ends what <see cref="BeginQuiet"/> began.</summary>
    internal void End(bool keep) => Statement(keep ? "COMMIT" : "ROLLBACK").Run();

    /// <summary>Does something in one quiet transaction, or in the one that is open.</summary>
    internal void Quietly(Action work)
    {
        if (Transaction is not null)
        {
            work();
            return;
        }

        BeginQuiet();
        var kept = false;
        try
        {
            work();
            kept = true;
        }
        finally
        {
            End(kept);
        }
    }

    /// <summary>Those of many of which a statement finds something, asked one by one at one moment.</summary>
    internal List<T> Among<T>(IReadOnlyCollection<T> all, PreparedStatement statement, Func<T, object?[]> values, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        Quietly(() =>
        {
            foreach (var one in all)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var reader = statement.Read(values(one));
                if (reader.Read())
                {
                    found.Add(one);
                }
            }
        });
        return found;
    }

    /// <summary>Runs a constant statement, once.</summary>
    internal void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
