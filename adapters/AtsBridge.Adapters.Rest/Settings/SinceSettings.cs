using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// How only what has changed is asked for. Used where the source says <c>"Contents": "Changes"</c>; otherwise every read is of the whole.
/// </summary>
public sealed record SinceSettings : IValidatableObject
{
    /// <summary>In which way. Default Time, by the greatest <c>UpdatedAt</c> that was read.</summary>
    public SinceStyle Style { get; init; } = SinceStyle.Time;

    /// <summary>The parameter that takes the moment or token.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Parameter { get; init; } = "";

    /// <summary>Where it is written. Default Query.</summary>
    public ParameterPlace In { get; init; } = ParameterPlace.Query;

    /// <summary>Time: the notation. Default Iso.</summary>
    public MomentFormat Format { get; init; } = MomentFormat.Iso;

    /// <summary>Time: what stands before the moment, such as <c>gte|</c>. Default nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Time: how much of what was read before is asked for again, because clocks differ and changes become visible late. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Token: the path of the next token in the body of the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Token: the error codes (<c>Answer:Error</c>) that say that it is worth nothing any more; everything is read then.</summary>
    public List<string> Expired { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Style == SinceStyle.Token && string.IsNullOrWhiteSpace(Next))
        {
            yield return new ValidationResult("Next is missing: Token needs the path of the next token in the body.", [nameof(Next)]);
        }
    }
}
