using System.Globalization;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Places;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>The joined files of one delivery, read.</summary>
internal sealed class JoinedFiles
{
    private const int MostFaultsSaid = 3;
    private const int HeadBytes = 512;

    private readonly JoinedPages _pages;
    private readonly List<string> _notes;

    private JoinedFiles(JoinPlan plan, IReadOnlyDictionary<string, JoinTable> tables, IKnownRecords? known, List<string> notes)
    {
        _pages = new JoinedPages(plan, tables, known);
        _notes = notes;
    }

    /// <exception cref="SourceException">One of them is not there, or can't be read.</exception>
    public static async Task<JoinedFiles> ReadAsync(
        Place place, NextFile next, FileSourceSettings settings, ReadFile read, IKnownRecords? known, CancellationToken cancellationToken)
    {
        await RequireExportAsync(next.File!, cancellationToken);
        var plan = JoinPlan.Of(settings.Fields!, settings.Join, settings.Where);
        var tables = new Dictionary<string, JoinTable>(StringComparer.Ordinal);
        var notes = new List<string>();
        foreach (var step in plan.Steps)
        {
            var table = tables[step.Name] = new JoinTable(step);
            var (file, fetched) = await next.BesideAsync(place, step.Settings.Path, settings, cancellationToken);
            using (fetched)
            {
                await FillAsync(table, file, read, notes, cancellationToken);
                file.RequireUnchanged();
            }
        }

        return new(plan, tables, known, notes);
    }

    public SourcePage Complete(SourcePage page) => _pages.Complete(page);

    public SourcePage CompleteLast(SourcePage page)
    {
        var complete = _pages.Complete(page);
        return complete with { Notes = [.. complete.Notes, .. _notes, .. _pages.Notes()] };
    }

    /// <summary>A log-in page in the export's place is said to be that, and not that nothing stands beside it.</summary>
    private static async Task RequireExportAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.Open(ahead: false);
        var head = new byte[HeadBytes];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (ForeignFormat.Recognise(head.AsSpan(0, length)) is { } foreign)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file.Name} isn't the export that others are joined to: it looks like {foreign}.");
        }
    }

    private static async Task FillAsync(JoinTable table, SourceFile file, ReadFile read, List<string> notes, CancellationToken cancellationToken)
    {
        var builder = new PageBuilder(known: null, file.Name, []);
        var rejected = new List<RejectedRecord>();
        await foreach (var page in read(file, table.Fields, builder, cancellationToken).WithCancellation(cancellationToken))
        {
            Take(page);
        }

        Take(builder.Take());
        if (rejected.Count > 0)
        {
            // Whoever needs one of them is quarantined by its absence, or the settings say that rows may be missing.
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{rejected.Count:N0} rows of {table.Step.File} could not be read: {string.Join("; ", rejected.Take(MostFaultsSaid).Select(r => $"{r.Position}: {r.Reason}"))}"));
        }

        void Take(SourcePage page)
        {
            foreach (var row in page.Records)
            {
                table.Add(row);
            }

            rejected.AddRange(page.Rejected);
        }
    }
}
