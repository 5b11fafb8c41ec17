using AtsBridge.Adapters.Files;

namespace AtsBridge.Adapters.Xlsx;

/// <summary>What the <c>xlsx</c> adapter can be told under <c>Options</c>.</summary>
public sealed record XlsxSettings : FileSourceSettings
{
    /// <summary>The name of the sheet, in any case. Absent: the first that isn't hidden.</summary>
    public string? Sheet { get; init; }
}
