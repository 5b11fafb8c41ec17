using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>Skips rows that are known without parsing them: nearly every row of an export is.</summary>
internal sealed class RowSkimmer(CsvRows rows, RowIntake intake, PageBuilder page)
{
    // To ask for a fingerprint is to wait for memory. For several at once the processor waits once.
    private const int MostFound = 32;

    private readonly UInt128[] _found = new UInt128[MostFound];
    private readonly RecordPlace[] _behind = new RecordPlace[MostFound];
    private int _room = 1;

    /// <summary>
    /// Steps over the next rows for as long as they stand in memory as a whole and are known. Nothing is awaited here: to wait for
    /// each would take longer than to skip it.
    /// </summary>
    public void Skim()
    {
        if (!page.KnowsAny)
        {
            return;
        }

        int found, skipped;
        do
        {
            var start = rows.Next;
            found = Find();
            skipped = page.SkipKnown(_found.AsSpan(0, found));
            rows.Return(skipped == 0 ? start : _behind[skipped - 1]);
            // Where few are known, those behind the first would be looked at again and again.
            _room = skipped < found ? 1 : Math.Min(MostFound, _room * 2);
        }
        while (skipped > 0 && skipped == found && !page.IsFull);
    }

    private int Find()
    {
        var found = 0;
        while (found < _room && rows.TryRead() && rows.Origin.Fault is null && intake.QuickFingerprint(rows.Raw) is { } fingerprint)
        {
            (_found[found], _behind[found]) = (fingerprint, rows.Next);
            found++;
        }

        return found;
    }
}
