namespace AtsBridge.Gather.Sandbox.State;

/// <summary>UUIDs from a seed: the same run gives the same ids, so a failure can be told again.</summary>
internal sealed class SeededIds(int seed)
{
    private readonly Random _random = new(seed);

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
