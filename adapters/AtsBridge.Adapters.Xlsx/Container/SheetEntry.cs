namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>A sheet as the workbook lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsHidden">Whether a person doesn't see it.</param>
/// <param name="Reference">By what its part is found.</param>
internal sealed record SheetEntry(string Name, bool IsHidden, string Reference)
{
    /// <summary>Its part; null: it has none.</summary>
    public string? Part { get; set; }
}
