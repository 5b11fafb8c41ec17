using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How a webhook proves that it is the vendor's: where the HMAC stands, how it is written, and over what it is made.</summary>
public sealed record SignatureSettings : IValidatableObject
{
    /// <summary>The header in which it stands. Absent: it stands in the body, at <see cref="At"/>.</summary>
    public string? Header { get; init; }

    /// <summary>The path in the body at which it stands.</summary>
    public string? At { get; init; }

    /// <summary>The hash. Default Sha256.</summary>
    public SignatureAlgorithm Algorithm { get; init; } = SignatureAlgorithm.Sha256;

    /// <summary>How it is written. Default Hex.</summary>
    public SignatureEncoding Encoding { get; init; } = SignatureEncoding.Hex;

    /// <summary>What stands before it: <c>sha256 </c> with a blank, <c>sha256=</c>, <c>v1=</c>. Default nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What stands between several of them, each with its prefix; one that fits is enough. Default none: there is one.</summary>
    public string? Separator { get; init; }

    /// <summary>
    /// What is signed: <c>{body}</c> are the bytes as they came, <c>{sorted body}</c> its JSON with the keys of every object in order, <c>{header name}</c> a header (nothing where it is missing), <c>{path}</c> a text or
    /// number in the body; all else stands for itself. Default <c>{body}</c>.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string Over { get; init; } = "{body}";

    /// <summary>The header with the time of the request. Default none.</summary>
    public string? TimeHeader { get; init; }

    /// <summary>The path in the body of the time of the request. Default none.</summary>
    public string? TimeAt { get; init; }

    /// <summary>How far the time may be from now, where there is one. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Header is null == At is null)
        {
            yield return new ValidationResult("Name either the Header in which the signature stands, or the path At which it stands in the body.", [nameof(Header)]);
        }
    }
}
