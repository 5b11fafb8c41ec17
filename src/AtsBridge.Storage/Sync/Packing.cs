using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AtsBridge.Storage.Tables;
using LinqToDB;
using LinqToDB.Async;

namespace AtsBridge.Storage.Sync;

/// <summary>Reads and writes the fingerprints of a source as they stand side by side.</summary>
internal static class Packing
{
    /// <summary>A part is half a megabyte: what is read and written at once.</summary>
    private const int PartFingerprints = 32 * 1024;

    private const int Bytes = 16;

    /// <summary>Whether there are any; nobody has thrown them away since they were written.</summary>
    internal static Task<bool> IsPackedAsync(this StoreDb db, string source, CancellationToken cancellationToken) =>
        db.PackedFingerprints.AnyAsync(p => p.Source == source, cancellationToken);

    internal static async IAsyncEnumerable<UInt128> UnpackAsync(this StoreDb db, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var part = 0L; ; part++)
        {
            var number = part;
            if (await db.PackedFingerprints.Where(p => p.Source == source && p.Part == number).Select(p => p.Fingerprints).FirstOrDefaultAsync(cancellationToken) is not { } packed)
            {
                yield break;
            }

            for (var at = 0; at < packed.Length; at += Bytes)
            {
                yield return BinaryPrimitives.ReadUInt128BigEndian(packed.AsSpan(at));
            }
        }
    }

    /// <summary>Replaces them, in the transaction that is open.</summary>
    internal static async Task PackAsync(this StoreDb db, string source, IAsyncEnumerable<UInt128> fingerprints, CancellationToken cancellationToken)
    {
        await db.PackedFingerprints.Where(p => p.Source == source).DeleteAsync(cancellationToken);
        var (packed, length, part) = (new byte[PartFingerprints * Bytes], 0, 0L);
        await foreach (var fingerprint in fingerprints.WithCancellation(cancellationToken))
        {
            BinaryPrimitives.WriteUInt128BigEndian(packed.AsSpan(length), fingerprint);
            length += Bytes;
            if (length == packed.Length)
            {
                Put();
            }
        }

        if (length > 0 || part == 0)
        {
            Put();
        }

        void Put()
        {
            db.InsertAll([new PackedFingerprintsRow { Source = source, Part = part++, Fingerprints = packed[..length] }], cancellationToken);
            length = 0;
        }
    }
}
