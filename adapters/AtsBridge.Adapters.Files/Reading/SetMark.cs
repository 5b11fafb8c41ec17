using System.Globalization;
using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>By what a file is known again, under any name.</summary>
/// <param name="Content">What it held.</param>
/// <param name="Records">How many records were read of it, whatever became of them.</param>
/// <param name="Reading">By which settings and which code: <see cref="ReadingMark"/>.</param>
/// <param name="Version">What its place calls this version of it; null where it has no word for it.</param>
internal sealed record SetMark(FileContent Content, long Records, string Reading, string? Version = null)
{
    private const string Notation = "1";

    /// <returns>Null where there is none, or it isn't one of ours: then the file is read, and that is all.</returns>
    public static SetMark? Find(string? text) =>
        text?.Split(' ', 7) is [Notation, var size, var head, var all, var records, var reading, .. var rest]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && long.TryParse(records, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && UInt128.TryParse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var beginning)
            && UInt128.TryParse(all, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole)
            ? new(new(bytes, beginning, whole), count, reading, rest is [var version] ? version : null)
            : null;

    /// <summary>The mark as the engine keeps it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Notation} {Content.Size} {Content.Head:x32} {Content.All:x32} {Records} {Reading}{(Version is null ? "" : " " + Version)}");
}
