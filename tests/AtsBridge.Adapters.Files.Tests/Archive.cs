using System.IO.Compression;
using System.Text;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>Zip archives of texts.</summary>
internal static class Archive
{
    public static byte[] Of(params (string Name, string Text)[] files) => Of([.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    public static byte[] Of(params (string Name, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }
}
