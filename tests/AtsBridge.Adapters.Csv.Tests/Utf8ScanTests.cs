using System.Text;
using AtsBridge.Adapters.Csv.Layout;
using CsCheck;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>Counts the characters and the damage of a file however it falls into blocks.</summary>
public sealed class Utf8ScanTests
{
    private const int Head = 4096;

    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        Gen.Char.Select(c => Encoding.UTF8.GetBytes([c])),
        Gen.OneOf("é", "日", "😀", "A", "\n").Select(Encoding.UTF8.GetBytes),
        Gen.Byte.Select(b => new[] { b }));

    /// <summary>A block is 128 KB: what is drawn stands across its end.</summary>
    [Fact]
    public Task EveryCharacterCountsOnceWhereverABlockEnds() =>
        Gen.Select(Piece.Array[1, 12], Gen.Int[0, 40], Gen.OneOf("a", "é")).SampleAsync(
            async (pieces, before, filling) =>
            {
                var tail = pieces.SelectMany(p => p).ToArray();
                byte[] bytes = [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(filling), ((Head + (128 * 1024)) / filling.Length) - before).SelectMany(b => b), .. tail, .. "é and on"u8];
                var scan = new Utf8Scan();
                scan.Add(bytes.AsSpan(0, Head));
                await scan.AddAllAsync(new MemoryStream(bytes[Head..]), TestContext.Current.CancellationToken);
                Assert.Equal(Plainly(bytes), (scan.MultibyteCharacters, scan.InvalidBytes));
            },
            iter: 300);

    private static (long Characters, long Invalid) Plainly(ReadOnlySpan<byte> bytes)
    {
        var (characters, invalid) = (0L, 0L);
        while (bytes.Length > 0)
        {
            var isGood = Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done;
            (characters, invalid) = isGood ? (characters + (length > 1 ? 1 : 0), invalid) : (characters, invalid + length);
            bytes = bytes[length..];
        }

        return (characters, invalid);
    }
}
