using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Files;
using AtsBridge.Adapters.Xml.Paths;

namespace AtsBridge.Adapters.Xml;

/// <summary>
/// The settings of an XML source. Fields are XPaths from a record's element: <c>Name/Given</c>, <c>@id</c>,
/// <c>Phone[@type='mobile']</c>.
/// </summary>
public sealed record XmlSettings : FileSourceSettings
{
    /// <summary>
    /// The elements that lead from the root to a record, both included, such as <c>Candidates/Candidate</c>. Absent: found out from the
    /// whole file, and asked for where two are equally likely.
    /// </summary>
    public string? Records { get; init; }

    /// <summary>
    /// A prefix for each namespace that the paths must tell apart. A name without prefix means an element of any other namespace; with
    /// an empty prefix among these, it means that namespace alone.
    /// </summary>
    public Dictionary<string, string> Namespaces { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The deepest nesting of a record; a deeper one is quarantined. Default 64.</summary>
    [Range(1, 1000)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most characters of one record, names and values; a longer one is quarantined. Default 4,000,000.</summary>
    [Range(1000, 100_000_000)]
    public int MaxRecordChars { get; init; } = 4_000_000;

    /// <inheritdoc />
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (Namespaces.Any(n => string.IsNullOrWhiteSpace(n.Value)))
        {
            yield return new ValidationResult("Namespaces gives a prefix to nothing: the value is the namespace's address, as the file has it behind xmlns.", [nameof(Namespaces)]);
            yield break;
        }

        var names = new NameRule(Namespaces);
        if (Records is { } records && FaultOf(() => ElementPath.Parse(records, names)) is { } wrong)
        {
            yield return new ValidationResult($"Records is '{records}', which is no path to an element: {wrong}.", [nameof(Records)]);
        }

        foreach (var (setting, place) in Places())
        {
            if (FaultOf(() => FieldPath.Parse(place, names)) is { } fault)
            {
                yield return new ValidationResult($"{setting} is '{place}', which is no XPath that can be read: {fault}.", [setting]);
            }
        }
    }

    private static string? FaultOf(Func<object> parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
