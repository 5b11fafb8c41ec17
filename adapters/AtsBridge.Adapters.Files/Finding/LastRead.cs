using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Files.Finding;

/// <summary>The file that was read last, by what it held and not by its name.</summary>
/// <param name="Content">What it held.</param>
/// <param name="Records">How many records it held.</param>
/// <param name="Reading">By which settings and which code: <see cref="Reading.ReadingMark"/>.</param>
internal sealed record LastRead(FileContent Content, long Records, string Reading);
