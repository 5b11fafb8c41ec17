using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Erasure;

/// <summary>
/// The secret that tombstones are made with. Without it they say nothing: whoever has the store alone can't try addresses until
/// one fits. A class and not a record: a record would print itself.
/// </summary>
public sealed class TombstoneKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    /// <summary>A secret of fewer characters is refused: it could be guessed.</summary>
    public const int ShortestSecret = 32;

    private readonly byte[] _key;

    /// <summary>Takes a key.</summary>
    /// <param name="key">Exactly <see cref="Length"/> bytes, from a random source.</param>
    public TombstoneKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"A key has {Length} bytes, and this one has {key.Length}."), nameof(key));
        }

        _key = key.ToArray();
        Check = Mac("check", "");
    }

    /// <summary>Tells this key from others and reveals nothing of it. Kept beside the tombstones, so that a wrong key is noticed.</summary>
    public UInt128 Check { get; }

    /// <summary>The key that a secret of the configuration stands for.</summary>
    /// <param name="secret">At least <see cref="ShortestSecret"/> characters.</param>
    public static TombstoneKey Of(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Length < ShortestSecret
            ? throw new ArgumentException(FormattableString.Invariant($"A secret has at least {ShortestSecret} characters, and this one has {secret.Length}."), nameof(secret))
            : new(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>The tombstone of an identity, see <see cref="Sync.PersonIdentity"/>.</summary>
    /// <param name="identity">The identity.</param>
    public UInt128 OfIdentity(string identity) => Mac("identity", identity);

    /// <summary>Where an application stands, so that it can be told whether it has moved.</summary>
    /// <param name="identity">The application's own identity: two applications in one place have nothing in common here.</param>
    /// <param name="application">The application.</param>
    public UInt128 OfPlace(string identity, Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        // As transitions are told: by the stage's id where there is one, otherwise by its name in any case.
        var stage = (application.StageId ?? application.Stage)?.Trim().ToUpperInvariant();
        return Mac("place", $"{identity}\n{stage}\n{application.Status}");
    }

    /// <summary>What a record said, so that it can be told whether it has changed.</summary>
    /// <param name="identity">The application's own identity.</param>
    /// <param name="fingerprint">Of the record.</param>
    public UInt128 OfRecord(string identity, UInt128 fingerprint) => Mac("record", $"{identity}\n{fingerprint.ToString("x32", CultureInfo.InvariantCulture)}");

    /// <summary>HMAC-SHA256, the first half of it.</summary>
    private UInt128 Mac(string purpose, string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));
}
