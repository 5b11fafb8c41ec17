using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Rest.Reporting;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// The request that tells the system what became of an invite. In <see cref="Path"/> and <see cref="Body"/> stand <c>{Application}</c>, <c>{Candidate}</c>,
/// <c>{Job}</c>, <c>{Reference}</c>, <c>{Word}</c>, <c>{Progress}</c>, <c>{Route}</c>, <c>{Interview}</c> and <c>{At}</c> for what is told. The same may be told twice.
/// </summary>
public sealed record WriteBackSettings : IValidatableObject
{
    /// <summary>How. Default Post.</summary>
    public WriteMethod Method { get; init; } = WriteMethod.Post;

    /// <summary>The address below <c>BaseUrl</c>, such as <c>applications/{Application}/notes</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; init; } = "";

    /// <summary>The text of a JSON object, such as <c>{ "note": "Interview: {Word} ({Reference})" }</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Body { get; init; } = "";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => NewsText.Faults(this);
}
