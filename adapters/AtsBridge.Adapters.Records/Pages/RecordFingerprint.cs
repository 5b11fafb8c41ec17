using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Pages;

/// <summary>
/// The fingerprint of a record: XxHash128 over the values that are read of it, each with its length, so that text that moves from
/// one cell to the next changes it. Reused from record to record.
/// </summary>
/// <param name="salt"><see cref="AtsBridge.Adapters.Records.Fields.FieldBinding.Salt"/>: another field map makes other fingerprints.</param>
public sealed class RecordFingerprint(long salt)
{
    private const int Missing = -1;

    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>Adds the next field's value.</summary>
    /// <param name="value">The raw value.</param>
    public void Add(ReadOnlySpan<char> value)
    {
        AddLength(value.Length);
        var bytes = MemoryMarshal.AsBytes(value);
        bytes.CopyTo(Space(bytes.Length));
    }

    /// <summary>Adds the next field's value as UTF-8, for formats that are. The same text is another fingerprint than as characters.</summary>
    /// <param name="value">The raw value.</param>
    public void AddUtf8(ReadOnlySpan<byte> value)
    {
        AddLength(value.Length);
        value.CopyTo(Space(value.Length));
    }

    /// <summary>Adds a field that this record doesn't carry, which is not the same as an empty one.</summary>
    public void AddMissing() => AddLength(Missing);

    /// <summary>The fingerprint of what was added, and a new beginning.</summary>
    /// <returns>128 bits.</returns>
    public UInt128 Take()
    {
        var hash = XxHash128.HashToUInt128(_bytes.AsSpan(0, _length), salt);
        _length = 0;
        return hash;
    }

    private void AddLength(int length) => MemoryMarshal.Write(Space(sizeof(int)), length);

    private Span<byte> Space(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        var space = _bytes.AsSpan(_length, count);
        _length += count;
        return space;
    }
}
