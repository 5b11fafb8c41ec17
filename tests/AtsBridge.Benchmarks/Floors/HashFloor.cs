using System.IO.Hashing;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Reads a file once and hashes it.</summary>
internal static class HashFloor
{
    internal static UInt128 Run(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var hash = new XxHash128();
        var buffer = new byte[128 * 1024];
        while (file.Read(buffer) is var read and > 0)
        {
            hash.Append(buffer.AsSpan(0, read));
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
