using AtsBridge.Adapters.Xlsx.Container;

namespace AtsBridge.Adapters.Xlsx.Layout;

/// <summary>Which sheet of a workbook is read.</summary>
/// <param name="Index">Its place among all sheets.</param>
/// <param name="Entry">The sheet.</param>
/// <param name="Passed">The sheets that are hidden and were passed over for that.</param>
internal sealed record SheetChoice(int Index, SheetEntry Entry, IReadOnlyList<string> Passed)
{
    private const int MostShown = 30;

    /// <exception cref="SourceException">There is no such sheet.</exception>
    public static SheetChoice Of(IReadOnlyList<SheetEntry> sheets, string? wanted, string file)
    {
        if (sheets.Count == 0)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file} has no sheets. Open it in a spreadsheet program and save it again, or deliver it again.");
        }

        if (wanted is null)
        {
            var first = sheets.Index().FirstOrDefault(s => !s.Item.IsHidden);
            return first.Item is null
                ? throw new SourceException(SourceFault.Unreadable, $"All sheets of {file} are hidden: {Names(sheets)}. Set Sheet to the one that is meant.")
                : new SheetChoice(first.Index, first.Item, [.. sheets.Where(s => s.IsHidden).Select(s => s.Name)]);
        }

        var named = sheets.Index().FirstOrDefault(s => string.Equals(s.Item.Name.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        return named.Item is null
            ? throw new SourceException(SourceFault.Unreadable, $"{file} has no sheet \"{wanted}\". Its sheets: {Names(sheets)}. Correct Sheet, or the export.")
            : new SheetChoice(named.Index, named.Item, []);
    }

    private static string Names(IReadOnlyList<SheetEntry> sheets) =>
        string.Join(", ", sheets.Take(MostShown).Select(s => $"\"{s.Name}\"{(s.IsHidden ? " (hidden)" : "")}"));
}
