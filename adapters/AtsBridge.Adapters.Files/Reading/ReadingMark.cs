using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>
/// Stands for how a file is read: another setting, or another version of the adapter, may make other records of the same bytes, and
/// then a file that is known is news all the same.
/// </summary>
internal static class ReadingMark
{
    public static string Of(FileSourceSettings settings)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(settings, settings.GetType()));
        foreach (var assembly in new[] { settings.GetType().Assembly, typeof(ReadingMark).Assembly, typeof(FieldMap).Assembly })
        {
            text.Append('\u0001').Append(assembly.ManifestModule.ModuleVersionId);
        }

        return XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text.ToString())).ToString("x32", provider: null);
    }
}
