using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>How long things may be.</summary>
/// <param name="CellChars">The most characters of a cell.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CsvLimits(int CellChars)
{
    /// <summary>The most characters of a record that is held in memory; a longer one is passed over and quarantined.</summary>
    public int RecordChars => (int)Math.Max(64L * 1024, Math.Min(4L * CellChars, Array.MaxLength / 8));
}
