using AtsBridge.Adapters.Files.Opening;
using CsCheck;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>Reading ahead changes when a file is read, and nothing that is read of it.</summary>
public sealed class ReadAheadTests
{
    /// <summary>Larger than the two blocks that are held.</summary>
    private const int MostBytes = 600_000;

    [Fact]
    public Task WhateverIsAskedForInPiecesIsTheFile() =>
        Gen.Select(Gen.Int[0, MostBytes], Gen.Int[1, 200_000], Gen.Select(Gen.Int[1, 300_000], Gen.Bool).Array[1, 8]).SampleAsync(
            async (length, most, asks) =>
            {
                var bytes = Bytes(length);
                await using var stream = new ReadAheadStream(new Pieces(bytes, most));
                var read = new List<byte>();
                for (var i = 0; ; i++)
                {
                    var (size, waits) = asks[i % asks.Length];
                    var buffer = new byte[size];
                    var count = waits ? await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) : stream.Read(buffer);
                    if (count == 0)
                    {
                        break;
                    }

                    read.AddRange(buffer.AsSpan(0, count));
                }

                Assert.Equal(bytes, read);
                Assert.Equal(0, await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
            },
            iter: 200);

    [Fact]
    public async Task AFaultComesBehindWhatWasReadBeforeItAndStays()
    {
        await using var stream = new ReadAheadStream(new Pieces(Bytes(1000), 400) { FaultAt = 800 });
        var read = new byte[800];
        await stream.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(Bytes(1000)[..800], read);
        await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(read, TestContext.Current.CancellationToken).AsTask());
        await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(read, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task WhoeverIsToldToStopReadsNothingMoreEvenOfWhatIsInMemory()
    {
        using var stop = new CancellationTokenSource();
        await using var stream = new ReadAheadStream(new Pieces(Bytes(1000), 1000));
        Assert.Equal(10, await stream.ReadAsync(new byte[10], stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.ReadExactlyAsync(new byte[10], stop.Token).AsTask());
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 3))];

    /// <summary>Gives no more at a time than so many bytes, and later than it is asked.</summary>
    private sealed class Pieces(byte[] bytes, int most) : ReadOnlyStream
    {
        private int _at;

        internal int FaultAt { get; init; } = int.MaxValue;

        public override int Read(Span<byte> buffer)
        {
            if (_at >= FaultAt)
            {
                throw new IOException("The disk is gone.");
            }

            var read = Math.Min(Math.Min(most, buffer.Length), bytes.Length - _at);
            bytes.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Read(buffer.Span);
        }
    }
}
