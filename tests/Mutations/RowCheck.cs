namespace AtsBridge.Mutations;

/// <summary>That every record of a file is read or in quarantine, and in one of them only.</summary>
internal static class RowCheck
{
    /// <summary>Each row at most once.</summary>
    public static void EachOnce(IReadOnlyList<SourcePage> pages)
    {
        var rows = Rows(pages);
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.All(pages.SelectMany(p => p.Rejected), r => Assert.NotEmpty(r.Reason));
    }

    /// <summary>Each from the first to the last exactly once.</summary>
    public static void EachFromTheFirst(IReadOnlyList<SourcePage> pages)
    {
        EachOnce(pages);
        var rows = Rows(pages);
        Assert.Equal(rows.Count, rows.Count == 0 ? 0 : rows.Max());
    }

    private static List<long?> Rows(IReadOnlyList<SourcePage> pages) =>
        [.. pages.SelectMany(p => p.Records.Select(r => r.Position.Row).Concat(p.Rejected.Select(r => r.Position.Row)))];
}
