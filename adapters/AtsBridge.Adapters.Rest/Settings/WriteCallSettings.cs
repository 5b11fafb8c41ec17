using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Rest.Reporting;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>A request that is known by a name, mostly a profile's. Nothing is written by its being there: <c>WriteBack:Call</c> chooses it.</summary>
public sealed record WriteCallSettings : WriteRequestSettings, IValidatableObject
{
    /// <summary>What only the customer knows and sets in <c>WriteBack:With</c>, by the name that the request uses, in words.</summary>
    public Dictionary<string, string> Needs { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => WriteFaults.Of(this, [.. Needs.Keys], isWhole: true);
}
