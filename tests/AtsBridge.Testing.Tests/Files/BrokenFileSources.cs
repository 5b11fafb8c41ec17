using System.Text;
using AtsBridge.Testing.Tests.Sources;
using Suite = AtsBridge.Testing.FileSourceConformance<AtsBridge.Adapters.Json.JsonSource, AtsBridge.Adapters.Json.JsonSettings>;

namespace AtsBridge.Testing.Tests.Files;

/// <summary>For each check of sources that read files, one that it catches.</summary>
internal static class BrokenFileSources
{
    internal static IReadOnlyList<BrokenAdapter> All { get; } =
    [
        new(nameof(Suite.TheHostAcceptsTheSettings), "has settings that take anything", () => new LooseSuite()),
        Bends(nameof(Suite.AFurtherFileIsReadAndOnlyThat), "reads every file every time", p => new(p.Sound()) { Asked = r => r with { Since = null } }),
        Bends(nameof(Suite.AFileWrittenAnewIsReadAnew), "knows files by their names", p => new(p.Sound())
        {
            All = (request, pages) => pages.Select(page => request.Since?.Contains(page.Set ?? "?", StringComparison.Ordinal) == true ? page with { Records = [] } : page),
        }),
        Bends(nameof(Suite.OneFileIsReadOnEveryRun), "reads one file once", p => new(p.Sound()) { All = (request, pages) => request.Since is null ? pages : [new SourcePage { NothingNew = true }] }),
        new(nameof(Suite.WaitingFilesAreReadTheOldestFirst), "reads the newest file first", () => new BrokenFileSuite(p => new ReadsTheNewestFirst(p))),
        Bends(nameof(Suite.AnOlderFullFileIsPassedOver), "believes every file", p => new(p.Sound()) { Asked = r => r with { FullSets = false } }),
        Bends(nameof(Suite.AFileThatIsBeingWrittenIsNotReadByHalf), "reads young files at once", p => new(p.Sound(p.Settings with { StableFor = TimeSpan.Zero }))),
        new(nameof(Suite.AFileThatChangesWhileItIsReadIsNoSet), "goes on in the file that has changed", () => new BrokenFileSuite(p => new GoesOnInTheChangedFile(p))),
        Bends(nameof(Suite.AFileThatIsGoneIsUnavailable), "calls a missing file unreadable", p => new(p.Sound()) { Fault = f => new SourceException(SourceFault.Unreadable, f.Message) }),
        Bends(nameof(Suite.ALinkOutOfTheFolderIsNotFollowed), "follows links", p => new(p.Sound())
        {
            Page = page => page with { Records = [.. page.Records, .. Linked(p).Select(line => new SourceRecord { Position = new("link", 1), ApplicationId = Id(line), CandidateId = "C", JobId = "J" })] },
        }),
        Bends(nameof(Suite.PositionsNameTheFile), "names no file", p => new(p.Sound()) { Each = r => r with { Position = new("row", r.Position.Row) } }),
        Bends(nameof(Suite.AFileThatIsCutOffInventsNobody), "makes whole what is cut off", p => new(p.Sound())
        {
            Page = page => page with { Records = [.. page.Records, .. page.Rejected.Select(r => new SourceRecord { Position = r.Position, ApplicationId = "A-00030" }), .. page.Records.TakeLast(1)], Rejected = [] },
        }),
        Bends(nameof(Suite.DamagedBytesCostOneRecord), "gives up at a damaged byte", p => new(p.Sound()) { Page = page => page.Rejected.Count > 0 ? throw new SourceException(SourceFault.Unreadable, "The file is damaged.") : page }),
        Bends(nameof(Suite.AFileOfNoBytesIsNoCrash), "takes the first byte of none", p => new(p.Sound()) { Asked = r => r with { Mark = $"{p.Newest.First()}" } }),
        Bends(nameof(Suite.AFileOfAnotherKindIsUnreadable), "takes a foreign file for an empty one", p => new(p.Sound()) { Fault = f => f.Fault == SourceFault.Unreadable ? new SourcePage() : f }),
        Bends(nameof(Suite.ACompressedFileIsReadLikeAnyOther), "knows no gzip", p => new(p.Sound()) { Page = page => p.Newest is [0x1f, 0x8b, ..] ? throw new SourceException(SourceFault.Unreadable, "This is no JSON.") : page }),
        Bends(nameof(Suite.ACompressedFileThatIsCutOffIsAFault), "takes the cut for the end", p => new(p.Sound()) { Fault = _ => new SourcePage { Progress = 1 } }),
        Bends(nameof(Suite.AZippedFileIsReadLikeAnyOther), "unpacks to disk", p => new(p.Sound())
        {
            Asked = request =>
            {
                System.IO.File.WriteAllBytes(Path.Combine(p.World.Folder, "unpacked.json"), p.Newest);
                return request;
            },
        }),
        Bends(nameof(Suite.AZipThatIsCutOffIsAFault), "takes the cut for the end", p => new(p.Sound()) { Fault = _ => new SourcePage { Progress = 1 } }),
        Bends(nameof(Suite.AByteOrderMarkIsNoText), "takes the mark for text", p => new(p.Sound()) { Page = page => p.Newest is [0xef, 0xbb, 0xbf, ..] ? page with { Records = [.. page.Records.Skip(1)] } : page }),
        Bends(nameof(Suite.Utf16WithItsMarkIsRead), "reads UTF-16 as something else", p => new(p.Sound()) { Fault = _ => new SourcePage { Rejected = [new(new("x", 1), null, "unreadable")] }, Page = page => p.Newest is [0xff, 0xfe, ..] ? page with { Records = [] } : page }),
        Bends(nameof(Suite.LineEndsOfAnySystemAreRead), "knows one line end", p => new(p.Sound()) { Page = page => Encoding.UTF8.GetString(p.Newest).Contains("\r\n", StringComparison.Ordinal) ? page with { Records = [.. page.Records.Take(1)] } : page }),
    ];

    private static BrokenAdapter Bends(string check, string fault, Func<FilePlace, Bent> bend) => new(check, fault, () => new BrokenFileSuite(bend));

    private static IEnumerable<string> Linked(FilePlace place) => place.Exports.Where(e => new FileInfo(e).LinkTarget is not null).SelectMany(System.IO.File.ReadLines);

    private static string Id(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("ApplicationId").GetString()!;

    private sealed class ReadsTheNewestFirst(FilePlace place) : ICandidateSource
    {
        public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var all = await SourceReader.ToEndAsync(place.Sound(), request, cancellationToken);
            foreach (var page in all.Pages.Reverse())
            {
                yield return page with { More = false };
            }
        }
    }

    private sealed class GoesOnInTheChangedFile(FilePlace place) : ICandidateSource
    {
        public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var first = await SourceReader.SomeAsync(place.Sound(), request, 1, cancellationToken);
            yield return first.Pages[0];
            var rest = await SourceReader.SetAsync(place.Sound(), request, cancellationToken);
            foreach (var page in rest.Pages.Skip(1))
            {
                yield return page;
            }
        }
    }
}
