namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Holds one answer after the other, so that a page is judged as a whole before any of it counts.</summary>
internal sealed class PageBuffer(int maxBytes)
{
    private const int SmallestSize = 64 * 1024;

    private byte[] _bytes = [];

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>What it held; null where that is more than the budget.</returns>
    public async Task<ReadOnlyMemory<byte>?> FillAsync(Stream stream, long? announced, CancellationToken cancellationToken)
    {
        if (announced > maxBytes)
        {
            return null;
        }

        var length = 0;
        Grow((int)Math.Max(SmallestSize, Math.Min(announced ?? 0, maxBytes) + 1));
        while (true)
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return _bytes.AsMemory(0, length);
            }

            length += read;
            if (length > maxBytes)
            {
                return null;
            }

            if (length == _bytes.Length)
            {
                Grow((int)Math.Min(_bytes.Length * 2L, maxBytes + 1L));
            }
        }
    }

    private void Grow(int size)
    {
        if (_bytes.Length < size)
        {
            Array.Resize(ref _bytes, size);
        }
    }
}
