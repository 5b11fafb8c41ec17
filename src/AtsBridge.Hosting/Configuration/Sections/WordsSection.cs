using AtsBridge.Sync;

namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>
/// How a source's words are read: the host's business, in whatever format the source is. It may stand beside <c>Adapter</c> or
/// inside <c>Options</c>, because people look for it in both places.
/// </summary>
internal class WordsSection
{
    public SourceContents? Contents { get; init; }

    public Dictionary<string, ApplicationStatus>? StatusMap { get; init; }

    public string? DefaultRegion { get; init; }

    public List<string>? DateFormats { get; init; }
}
