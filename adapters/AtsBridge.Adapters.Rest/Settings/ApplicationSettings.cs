using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How one application is read, where a webhook names it and does not say where it stands.</summary>
public sealed record ApplicationSettings : CallSettings, IValidatableObject
{
    /// <summary>The keys of the application, or of a list of one, in the answer. Default <c>$</c>: the answer itself.</summary>
    public string Records { get; init; } = "$";

    /// <summary>
    /// The codes (<c>Answer:Error</c>) of an API that says 200 and that there is no such application: nobody, and no fault. 404 and 410 need
    /// not be named. Default none.
    /// </summary>
    public List<string> Gone { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Path.Contains("{id}", StringComparison.Ordinal) && !Parameters.Values.Any(v => v.Contains("{id}", StringComparison.Ordinal)) && Body?.Contains("{id}", StringComparison.Ordinal) != true)
        {
            yield return new ValidationResult("{id} stands neither in Path nor in Parameters nor in Body: it must say where the application's id goes.", [nameof(Path)]);
        }
    }
}
