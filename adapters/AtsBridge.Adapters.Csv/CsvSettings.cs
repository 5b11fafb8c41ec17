using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Files;

namespace AtsBridge.Adapters.Csv;

/// <summary>What the <c>csv</c> adapter can be told under <c>Options</c>.</summary>
public sealed record CsvSettings : FileSourceSettings
{
    /// <summary>What stands between cells: <c>,</c> <c>;</c> <c>|</c> <c>tab</c>. Absent: found out from the file's beginning.</summary>
    public string? Delimiter { get; init; }

    /// <summary>
    /// The encoding by its usual name, such as <c>utf-8</c> or <c>windows-1252</c>. Absent: found out from the file. A byte order
    /// mark in the file counts for more than this.
    /// </summary>
    public string? Encoding { get; init; }

    /// <inheritdoc />
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (Delimiter is not null && Delimiters.Parse(Delimiter) is null)
        {
            yield return new ValidationResult(
                $"Delimiter is \"{Delimiter}\". Allowed are \",\", \";\", \"|\" and \"tab\"; leave it out to have it found out.",
                [nameof(Delimiter)]);
        }

        if (Encoding is not null && Encodings.Find(Encoding) is null)
        {
            yield return new ValidationResult(
                $"Encoding is \"{Encoding}\", which is not known. Usual are \"utf-8\", \"windows-1252\", \"utf-16\"; leave it out to have it found out.",
                [nameof(Encoding)]);
        }
    }
}
