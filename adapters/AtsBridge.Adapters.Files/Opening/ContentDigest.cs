using System.IO.Hashing;

namespace AtsBridge.Adapters.Files.Opening;

/// <summary>Gathers the <see cref="FileContent"/> of a file that is read from its beginning.</summary>
internal sealed class ContentDigest
{
    private const int HeadBytes = 64 * 1024;

    private readonly XxHash128 _all = new();
    private long _size;

    /// <summary>The hash of the beginning, once that much was read or the file has ended.</summary>
    public UInt128? Head { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Head is null && _size + bytes.Length >= HeadBytes)
        {
            var rest = (int)(HeadBytes - _size);
            Add(bytes[..rest]);
            Head = _all.GetCurrentHashAsUInt128();
            bytes = bytes[rest..];
        }

        Add(bytes);
    }

    /// <summary>The file has ended.</summary>
    public FileContent End()
    {
        Head ??= _all.GetCurrentHashAsUInt128();
        return new(_size, Head.Value, _all.GetCurrentHashAsUInt128());
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        _all.Append(bytes);
        _size += bytes.Length;
    }
}
