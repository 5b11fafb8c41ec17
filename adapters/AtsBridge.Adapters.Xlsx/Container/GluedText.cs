namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>How much the library may copy while it puts texts together of which each piece has a format of its own.</summary>
internal static class GluedText
{
    /// <summary>The most characters. A workbook of which every cell has a word in bold needs a hundredth.</summary>
    public const long Most = 2_000_000_000;
}
