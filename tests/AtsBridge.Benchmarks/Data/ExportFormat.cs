namespace AtsBridge.Benchmarks.Data;

/// <summary>The form of an export.</summary>
internal enum ExportFormat
{
    /// <summary>Comma separated.</summary>
    Csv,

    /// <summary>One object a line.</summary>
    NdJson,

    /// <summary>One array of objects.</summary>
    JsonArray,

    /// <summary>One element for each row, with an element for each cell.</summary>
    Xml,

    /// <summary>A workbook with one sheet.</summary>
    Xlsx,
}
