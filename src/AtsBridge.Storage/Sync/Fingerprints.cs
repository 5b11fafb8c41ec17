using System.Buffers.Binary;

namespace AtsBridge.Storage.Sync;

/// <summary>Fingerprints as 16 bytes, the highest first.</summary>
internal static class Fingerprints
{
    internal static byte[] Write(UInt128 fingerprint)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, fingerprint);
        return bytes;
    }

    internal static UInt128 Read(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
