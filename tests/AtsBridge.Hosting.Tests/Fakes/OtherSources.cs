using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Tests.Fakes;

[Adapter("plain")]
public sealed class PlainSource : Broken.NoSource;

[Adapter("stumbling", Settings = typeof(StumblingSettings))]
public sealed class StumblingSource : Broken.NoSource;

public sealed record StumblingSettings : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => throw new InvalidOperationException("inner words");
}
