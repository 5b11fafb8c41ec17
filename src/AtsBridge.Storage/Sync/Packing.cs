using System.Buffers.Binary;
using AtsBridge.Storage.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AtsBridge.Storage.Sync;

/// <summary>
/// Reads and writes the fingerprints of a source as they stand side by side, in numbered parts. A part that says "gone" takes away what
/// stands in the parts before it, so that a set of which little changed adds a little, and rewrites nothing.
/// </summary>
internal sealed class Packing(StoreDb db, string source)
{
    /// <summary>A part is 64 kB: what is read and written at once, and no large object for the garbage collector.</summary>
    private const int PartFingerprints = 4 * 1024;

    private const int Bytes = 16;

    /// <summary>How many times as many parts as are needed there may be, and some for small sources, before they are joined.</summary>
    private const int MostParts = 64;

    /// <summary>One in so many may be gone before they are left out: whoever reads has to remember them.</summary>
    private const int MostGone = 8;

    /// <summary>Whether there are any that are right: nobody has thrown them away since they were written.</summary>
    internal bool IsPacked()
    {
        using var ask = new PreparedStatement(db, "SELECT 1 FROM fingerprints_valid WHERE source = @source", "@source");
        using var reader = ask.Read(source);
        return reader.Read();
    }

    /// <summary>All of them, part by part.</summary>
    internal IEnumerable<IReadOnlyList<UInt128>> Unpack()
    {
        var gone = new Dictionary<UInt128, long>();
        foreach (var (part, fingerprints) in Parts(gone: true))
        {
            foreach (var fingerprint in fingerprints)
            {
                gone[fingerprint] = part;
            }
        }

        foreach (var (part, fingerprints) in Parts(gone: false))
        {
            if (gone.Count > 0)
            {
                fingerprints.RemoveAll(f => gone.TryGetValue(f, out var after) && after > part);
            }

            yield return fingerprints;
        }
    }

    /// <summary>Replaces them, in the transaction that is open.</summary>
    internal async Task PackAsync(IAsyncEnumerable<UInt128> fingerprints, CancellationToken cancellationToken)
    {
        Delete(before: long.MaxValue);
        if (await AppendAsync(0, gone: false, fingerprints, cancellationToken) == 0)
        {
            Put(0, gone: false, []);
        }

        Believe();
    }

    /// <summary>
    /// Takes away those that are gone and adds those that came, in the transaction that is open. Where they were thrown away in it, because
    /// somebody who was erased has left the snapshot, there is nothing to add to, and the next to ask looks them up.
    /// </summary>
    internal async Task ChangeAsync(IEnumerable<UInt128> gone, IAsyncEnumerable<UInt128> come, CancellationToken cancellationToken)
    {
        var part = Next();
        if (part == 0)
        {
            return;
        }

        part = await AppendAsync(part, gone: true, gone.ToAsyncEnumerable(), cancellationToken);
        part = await AppendAsync(part, gone: false, come, cancellationToken);
        if (AreTooLoose())
        {
            await AppendAsync(part, gone: false, Unpack().SelectMany(p => p).Order().ToAsyncEnumerable(), cancellationToken);
            Delete(before: part);
        }

        Believe();
    }

    private IEnumerable<(long Part, List<UInt128> Fingerprints)> Parts(bool gone)
    {
        using var next = new PreparedStatement(
            db, "SELECT part, fingerprints FROM packed_fingerprints WHERE source = @source AND gone = @gone AND part > @part ORDER BY part LIMIT 1", "@source", "@gone", "@part");
        // What is appended meanwhile is not among them: it is made of them.
        for (var (part, end) = (-1L, Next()); ;)
        {
            var fingerprints = new List<UInt128>(PartFingerprints);
            using (var reader = (SqliteDataReader)next.Read(source, gone, part))
            {
                if (!reader.Read() || reader.GetInt64(0) >= end)
                {
                    yield break;
                }

                part = reader.GetInt64(0);
                // As they stand in SQLite's own memory: copies of all parts would be much of the memory of a sync.
                for (var packed = raw.sqlite3_column_blob(reader.Handle, 1); packed.Length > 0; packed = packed[Bytes..])
                {
                    fingerprints.Add(BinaryPrimitives.ReadUInt128BigEndian(packed));
                }
            }

            yield return (part, fingerprints);
        }
    }

    /// <returns>The number of the next part.</returns>
    private async Task<long> AppendAsync(long part, bool gone, IAsyncEnumerable<UInt128> fingerprints, CancellationToken cancellationToken)
    {
        var (packed, length) = (new byte[PartFingerprints * Bytes], 0);
        await foreach (var fingerprint in fingerprints.WithCancellation(cancellationToken))
        {
            BinaryPrimitives.WriteUInt128BigEndian(packed.AsSpan(length), fingerprint);
            length += Bytes;
            if (length == packed.Length)
            {
                Put(part++, gone, packed);
                length = 0;
            }
        }

        if (length > 0)
        {
            Put(part++, gone, packed[..length]);
        }

        return part;
    }

    private void Put(long part, bool gone, byte[] packed)
    {
        using var put = new PreparedStatement(
            db, "INSERT INTO packed_fingerprints (source, part, gone, fingerprints) VALUES (@source, @part, @gone, @fingerprints)", "@source", "@part", "@gone", "@fingerprints");
        put.Run(source, part, gone, packed);
    }

    private long Next()
    {
        using var ask = new PreparedStatement(db, "SELECT coalesce(max(part) + 1, 0) FROM packed_fingerprints WHERE source = @source", "@source");
        using var reader = ask.Read(source);
        return reader.Read() ? reader.GetInt64(0) : 0;
    }

    private bool AreTooLoose()
    {
        using var ask = new PreparedStatement(
            db, "SELECT count(*), coalesce(sum(length(fingerprints)), 0), coalesce(sum(length(fingerprints)) FILTER (WHERE gone), 0) FROM packed_fingerprints WHERE source = @source", "@source");
        using var reader = ask.Read(source);
        return reader.Read() && (reader.GetInt64(2) * MostGone > reader.GetInt64(1) || reader.GetInt64(0) > MostParts + (2 * reader.GetInt64(1) / (PartFingerprints * Bytes)));
    }

    private void Delete(long before)
    {
        using var delete = new PreparedStatement(db, "DELETE FROM packed_fingerprints WHERE source = @source AND part < @part", "@source", "@part");
        delete.Run(source, before);
    }

    private void Believe()
    {
        using var put = new PreparedStatement(db, "INSERT OR REPLACE INTO fingerprints_valid (source) VALUES (@source)", "@source");
        put.Run(source);
    }
}
