using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>Counts what in a stream is UTF-8 beyond ASCII, and what can't be UTF-8.</summary>
internal sealed class Utf8Scan
{
    private const int BlockBytes = 128 * 1024;
    private const int LongestCharacter = 4;
    private const byte FirstOfSeveral = 0xC0;

    private readonly byte[] _block = new byte[BlockBytes + LongestCharacter];
    private int _held;

    public long MultibyteCharacters { get; private set; }

    public long InvalidBytes { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var taken = Math.Min(bytes.Length, BlockBytes);
            bytes[..taken].CopyTo(_block.AsSpan(_held));
            Count(_held + taken, isLast: false);
            bytes = bytes[taken..];
        }
    }

    public async Task AddAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_block.AsMemory(_held, BlockBytes), cancellationToken)) > 0)
        {
            Count(_held + read, isLast: false);
        }

        Count(_held, isLast: true);
    }

    private void Count(int length, bool isLast)
    {
        var rest = (ReadOnlySpan<byte>)_block.AsSpan(0, length);
        // The quick ways for nearly all of an export; a character that goes on in the next block is left to the slow one.
        if (Ascii.IsValid(rest))
        {
            rest = [];
        }
        else if (rest[..WithoutTheCutOff(rest)] is var whole && Utf8.IsValid(whole))
        {
            MultibyteCharacters += Beginnings(whole);
            rest = rest[whole.Length..];
        }

        while (rest.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var consumed);
            if (status == OperationStatus.NeedMoreData && !isLast)
            {
                break;
            }

            if (status != OperationStatus.Done)
            {
                InvalidBytes += consumed;
            }
            else if (consumed > 1)
            {
                MultibyteCharacters++;
            }

            rest = rest[consumed..];
        }

        rest.CopyTo(_block);
        _held = rest.Length;
    }

    private static int WithoutTheCutOff(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeLastFromUtf8(bytes, out _, out var last) == OperationStatus.NeedMoreData ? bytes.Length - last : bytes.Length;

    /// <summary>Of valid UTF-8: every character beyond ASCII begins with a byte of its own kind.</summary>
    private static int Beginnings(ReadOnlySpan<byte> valid)
    {
        var (count, at) = (0, 0);
        for (; at + Vector256<byte>.Count <= valid.Length; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(valid.Slice(at, Vector256<byte>.Count));
            count += BitOperations.PopCount(Vector256.GreaterThanOrEqual(bytes, Vector256.Create(FirstOfSeveral)).ExtractMostSignificantBits());
        }

        foreach (var value in valid[at..])
        {
            count += value >= FirstOfSeveral ? 1 : 0;
        }

        return count;
    }
}
