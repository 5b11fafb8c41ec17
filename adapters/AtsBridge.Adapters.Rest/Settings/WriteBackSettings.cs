using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Rest.Reporting;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// The request that tells the system what became of an invite: one of <c>Calls</c> by its name, or one that is written here. What is written beside a
/// <see cref="Call"/> takes the place of what the call has. The same may be told twice.
/// </summary>
public sealed record WriteBackSettings : WriteRequestSettings, IValidatableObject
{
    /// <summary>The name of one of <c>Calls</c>, such as <c>note</c>. Default none: the request is written here.</summary>
    public string? Call { get; init; }

    /// <summary>What stands for further names in <c>{…}</c>, such as the user who writes.</summary>
    public Dictionary<string, string> With { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => WriteFaults.Of(this, [.. With.Keys], isWhole: string.IsNullOrWhiteSpace(Call));
}
