using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AtsBridge.Adapters.Files.Places;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Files;

/// <summary>What every adapter that reads files can be told under <c>Options</c>.</summary>
public abstract record FileSourceSettings : IValidatableObject
{
    /// <summary>
    /// A file, or a pattern such as <c>exports/*.csv</c>; <c>**</c> stands for any folders in between. Relative to the
    /// configuration file. One file is read on every run; of a pattern every new file is read once, the oldest first. On a server:
    /// <c>sftp://user@host/exports/*.csv</c>, or one file at <c>https://host/export.csv</c>. What is compressed (.gz, .zip) is unpacked.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; init; } = "";

    /// <summary>How a server in <see cref="Path"/> lets us in.</summary>
    [JsonIgnore]
    public PlaceAccess Access { get; init; } = new();

    /// <summary>
    /// Which file of a <c>.zip</c> is read: its name, or a pattern such as <c>candidates*.csv</c>. Absent: the only one in it.
    /// </summary>
    public string? Entry { get; init; }

    /// <summary>Where each canonical field is in the source. Absent: inferred from well-known headings, and shown.</summary>
    public FieldMap? Fields { get; init; }

    /// <summary>
    /// How old a file's last write must be before it is read. A younger one is watched until it is that old, so that an export
    /// that is still being written isn't taken for the whole of it. Default 2 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StableFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most bytes that are read of one file, counted after decompression. Default 4 GB.</summary>
    [Range(1L, long.MaxValue)]
    public long MaxFileBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>The most characters of one cell or value; a record with a longer one is quarantined. Default 1,000,000.</summary>
    [Range(100, 50_000_000)]
    public int MaxCellChars { get; init; } = 1_000_000;

    /// <inheritdoc />
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AddressFault() is { } fault)
        {
            yield return new ValidationResult($"Path can't be used: {fault}.", [nameof(Path)]);
        }

        if (Fields is { } fields && !fields.Named().Any())
        {
            yield return new ValidationResult(
                "Fields names no field. Name at least the key and the stage, or leave Fields out to have them inferred.",
                [nameof(Fields)]);
        }
    }

    private string? AddressFault()
    {
        try
        {
            _ = SftpAddress.Parse(Path) is null && WebAddress.Parse(Path) is null;
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
