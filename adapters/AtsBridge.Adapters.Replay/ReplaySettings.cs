using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Replay;

/// <summary>What the <c>replay</c> adapter can be told under <c>Options</c>.</summary>
public sealed record ReplaySettings
{
    /// <summary>The folder that <c>atsbridge record</c> wrote. Relative to the configuration file.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; init; } = "";
}
