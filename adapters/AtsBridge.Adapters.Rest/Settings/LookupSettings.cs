using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>
/// Something that a record only names: its stage, its job, its person. <c>Fields</c> reach it by the lookup's name behind an @:
/// <c>"Lookups": { "stage": … }</c>, <c>"Stage": "@stage.name"</c>. It comes from the page itself (<see cref="Page"/>), from a list that is read
/// once a read, from a list that is asked for by ids (<see cref="Ids"/>), or from an address with <c>{path}</c> in it, once for each.
/// The last two are asked for only where the record has changed.
/// </summary>
public sealed record LookupSettings : CallSettings, IValidatableObject
{
    /// <summary>The keys of a list in the page itself, such as <c>included</c>. Absent: <c>Path</c> is asked.</summary>
    public string? Page { get; init; }

    /// <summary>The keys of the list, or of the one object, in the answer. Default <c>$</c>: the answer itself.</summary>
    public string Records { get; init; } = "$";

    /// <summary>The path of the id in an element of the list. Default <c>id</c>.</summary>
    public string Id { get; init; } = "id";

    /// <summary>The path in the record of the id that it names, such as <c>stage_id</c>. Not with <c>{path}</c> in the address.</summary>
    public string? By { get; init; }

    /// <summary>Only elements with these texts under these keys, such as <c>"type": "Stage"</c>. Default all.</summary>
    public Dictionary<string, string> Where { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The query parameter that takes several ids with commas between them. Absent: the whole list is read.</summary>
    public string? Ids { get; init; }

    /// <summary>The most ids in one request. Default 50.</summary>
    [Range(1, 1000)]
    public int MostIds { get; init; } = 50;

    /// <summary>Whether the list has pages like the source's own (<c>Paging</c>). Default true.</summary>
    public bool Paged { get; init; } = true;

    internal bool IsSideLoaded => Page is not null;

    internal bool IsOfOneRecord => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether it is asked for one record after the other, so that it is worth asking only for what has changed.</summary>
    internal bool IsLate => !IsSideLoaded && (IsOfOneRecord || Ids is not null);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSideLoaded && string.IsNullOrWhiteSpace(Path))
        {
            yield return new ValidationResult("Path is missing: name the address that is asked, or the list in the page (Page).", [nameof(Path)]);
        }

        if (!IsOfOneRecord && string.IsNullOrWhiteSpace(By))
        {
            yield return new ValidationResult("By is missing: name the path in the record of the id to look up.", [nameof(By)]);
        }
    }
}
