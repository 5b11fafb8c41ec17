using System.Runtime.CompilerServices;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>The snapshot of one source. Streamed in chunks by key, so that the caller may write between two of them.</summary>
internal sealed class Snapshot(StoreDb db, string source) : IDisposable
{
    private readonly PreparedStatement _find = new(
        db, "SELECT fingerprint, body, present, last_run FROM application WHERE source = @source AND application_key = @key", "@source", "@key");

    internal async IAsyncEnumerable<UInt128> FingerprintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not through the mapping: a list of objects for a million rows would be most of the memory of a sync. And in their own order,
        // by which every later sync finds the place of each beside that of the one before, and not somewhere in 22 MB.
        await using var command = db.Command("SELECT fingerprint FROM application WHERE source = @source AND present = 1 ORDER BY fingerprint");
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@source", source);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var bytes = new byte[16];
        while (await reader.ReadAsync(cancellationToken))
        {
            reader.GetBytes(0, 0, bytes, 0, bytes.Length);
            yield return Fingerprints.Read(bytes);
        }
    }

    internal async IAsyncEnumerable<IReadOnlyList<KnownApplication>> PresentAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = "";
        while (true)
        {
            var after = last;
            var chunk = await Present(after).Select(a => new { a.ApplicationKey, a.Fingerprint, a.Body })
                .Take(StoreDb.ChunkRows).ToListAsync(cancellationToken);
            yield return [.. chunk.Select(a => new KnownApplication(a.ApplicationKey, Fingerprints.Read(a.Fingerprint), StoredApplication.Of(a.Body), Present: true))];
            if (chunk.Count < StoreDb.ChunkRows)
            {
                yield break;
            }

            last = chunk[^1].ApplicationKey;
        }
    }

    internal void Find(IReadOnlyCollection<string> keys, Dictionary<string, KnownApplication> known, CancellationToken cancellationToken)
    {
        // One look for all: without it each of them would be a transaction of its own.
        db.Quietly(() =>
        {
            foreach (var key in keys)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var reader = _find.Read(source, key);
                if (reader.Read())
                {
                    known[key] = new(key, Fingerprints.Read((byte[])reader.GetValue(0)), StoredApplication.Of(reader.GetString(1)), reader.GetBoolean(2), reader.GetInt64(3));
                }
            }
        });
    }

    /// <summary>By the counts that are kept, or where there are none by looking at everybody.</summary>
    internal async Task<IReadOnlyList<StageHeads>> HeadsAsync(CancellationToken cancellationToken) =>
        StageHeadCount.Kept(db, source) ?? await CountHeadsAsync(cancellationToken);

    internal async Task<IReadOnlyList<StageHeads>> CountHeadsAsync(CancellationToken cancellationToken) =>
        await db.Applications.Where(a => a.Source == source && a.Present).GroupBy(a => new { a.Stage, a.StageId })
            .Select(g => new StageHeads(g.Key.Stage, g.Key.StageId, g.LongCount())).ToListAsync(cancellationToken);

    /// <summary>Present applications of people by candidate id or e-mail. One query a column, so that each goes by its index.</summary>
    internal async Task<IReadOnlyList<KnownApplication>> OfPeopleAsync(
        IReadOnlyCollection<string> candidateIds, IReadOnlyCollection<string> emailIdentities, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, KnownApplication>(StringComparer.Ordinal);
        foreach (var rows in new[]
        {
            db.Applications.Where(a => a.Source == source && a.Present && candidateIds.Contains(a.CandidateId!)),
            db.Applications.Where(a => a.Source == source && a.Present && emailIdentities.Contains(a.EmailIdentity!)),
        })
        {
            foreach (var a in await rows.Select(a => new { a.ApplicationKey, a.Fingerprint, a.Body }).ToListAsync(cancellationToken))
            {
                found[a.ApplicationKey] = new(a.ApplicationKey, Fingerprints.Read(a.Fingerprint), StoredApplication.Of(a.Body), Present: true);
            }
        }

        return [.. found.Values];
    }

    public void Dispose() => _find.Dispose();

    private IQueryable<ApplicationRow> Present(string after) => db.Applications
        .Where(a => a.Source == source && a.Present && string.Compare(a.ApplicationKey, after, StringComparison.Ordinal) > 0)
        .OrderBy(a => a.ApplicationKey);
}
