using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>A folder of its own for a test, deleted afterwards.</summary>
internal sealed class Folder : IDisposable
{
    public static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    public string Path { get; } = Directory.CreateTempSubdirectory("atsbridge-").FullName;

    public string Write(string name, string text, int minute = 0) => Write(name, Encoding.UTF8.GetBytes(text), minute);

    public string Write(string name, byte[] bytes, int minute = 0)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Start.AddMinutes(minute));
        return path;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
