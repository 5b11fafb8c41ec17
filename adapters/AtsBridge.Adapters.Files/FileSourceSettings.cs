using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AtsBridge.Adapters.Files.Joins;
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
    /// What a row must say to be a record, where a file holds other things as well: <c>{ "stream": "applications" }</c>. Each place with
    /// its value, without regard to case and surrounding space. What says otherwise is passed over and counted.
    /// </summary>
    public Dictionary<string, string> Where { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Other files of the same delivery whose rows belong to the records, by the name under which <see cref="Fields"/> names their
    /// places. What they say is looked up whenever <see cref="Path"/> is read.
    /// </summary>
    public Dictionary<string, JoinSettings> Join { get; init; } = new(StringComparer.Ordinal);

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

        if (Join.Count > 0 && JoinFault() is { } wrong)
        {
            yield return new ValidationResult($"{wrong}.", [nameof(Join)]);
        }

        if (Where.Count > 0 && Fields is null)
        {
            yield return new ValidationResult("Where needs Fields: among rows of several kinds nothing can be inferred.", [nameof(Where)]);
        }

        if (Fields is { } fields && !fields.Named().Any())
        {
            yield return new ValidationResult(
                "Fields names no field. Name at least the key and the stage, or leave Fields out to have them inferred.",
                [nameof(Fields)]);
        }
    }

    /// <summary>Every place that is named, with the setting that names it, as it is in the file that it is in.</summary>
    protected IEnumerable<(string Setting, string Place)> Places()
    {
        foreach (var field in Fields?.Named() ?? [])
        {
            yield return (field.Setting, JoinPlan.Split(field.Source, Join).Place);
        }

        foreach (var place in Where.Keys)
        {
            yield return ($"Where:{place}", place);
        }

        foreach (var (name, join) in Join)
        {
            yield return ($"Join:{name}:On", JoinPlan.Split(join.On, Join).Place);
            yield return ($"Join:{name}:Key", join.Key);
            foreach (var place in join.Where.Keys)
            {
                yield return ($"Join:{name}:Where:{place}", place);
            }
        }
    }

    private string? JoinFault()
    {
        if (Fields is null)
        {
            return "Join needs Fields: what comes from which file can't be inferred";
        }

        try
        {
            _ = JoinPlan.Of(Fields, Join, Where);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
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
