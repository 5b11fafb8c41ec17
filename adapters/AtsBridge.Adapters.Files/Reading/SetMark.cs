using System.Globalization;
using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>By what a file is known again, under any name.</summary>
/// <param name="Content">What it held.</param>
/// <param name="Records">How many records were read of it, whatever became of them.</param>
/// <param name="Reading">By which settings and which code: <see cref="ReadingMark"/>.</param>
internal sealed record SetMark(FileContent Content, long Records, string Reading)
{
    private const string Version = "1";

    /// <returns>Null where there is none, or it isn't one of ours: then the file is read, and that is all.</returns>
    public static SetMark? Find(string? text) =>
        text?.Split(' ') is [Version, var size, var head, var all, var records, var reading]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && long.TryParse(records, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && UInt128.TryParse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var beginning)
            && UInt128.TryParse(all, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole)
            ? new(new(bytes, beginning, whole), count, reading)
            : null;

    /// <summary>The mark as the engine keeps it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version} {Content.Size} {Content.Head:x32} {Content.All:x32} {Records} {Reading}");
}
