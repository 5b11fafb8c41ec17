using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How a list is read page by page.</summary>
public sealed record PagingSettings : IValidatableObject
{
    /// <summary>In which way. Default None.</summary>
    public PagingStyle Style { get; init; } = PagingStyle.None;

    /// <summary>NextUrl, Cursor: the path of the address or cursor in the body, such as <c>paging.next</c>.</summary>
    public string? Next { get; init; }

    /// <summary>Cursor, Page, Offset: the parameter that says which page.</summary>
    public string? Parameter { get; init; }

    /// <summary>Where <see cref="Parameter"/> is written. Default Query.</summary>
    public ParameterPlace In { get; init; } = ParameterPlace.Query;

    /// <summary>Cursor: it is the only query parameter of further pages; the first page has settled the rest. Default false.</summary>
    public bool Alone { get; init; }

    /// <summary>Cursor: it comes percent-encoded and goes back as it came. Default false: it is encoded once.</summary>
    public bool IsEncoded { get; init; }

    /// <summary>Page: the number of the first page. Default 1.</summary>
    [Range(0, 1)]
    public int First { get; init; } = 1;

    /// <summary>The path of a flag in the body that is false on the last page, such as <c>hasNext</c>.</summary>
    public string? More { get; init; }

    /// <summary>The path of a flag in the body that is true on the last page, such as <c>paginationComplete</c>.</summary>
    public string? Last { get; init; }

    /// <summary>Page: the path of the number of pages in the body.</summary>
    public string? Pages { get; init; }

    /// <summary>Page, Offset: the path of the number of all records in the body.</summary>
    public string? Total { get; init; }

    /// <summary>
    /// Page, Offset: a page with fewer records is the last. Absent: only an empty page is, because systems that give less than was
    /// asked for are common.
    /// </summary>
    [Range(1, 100_000)]
    public int? FullPage { get; init; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Style is PagingStyle.NextUrl or PagingStyle.Cursor && string.IsNullOrWhiteSpace(Next))
        {
            yield return new ValidationResult($"Next is missing: {Style} needs the path of it in the body.", [nameof(Next)]);
        }

        if (Style is PagingStyle.Cursor or PagingStyle.Page or PagingStyle.Offset && string.IsNullOrWhiteSpace(Parameter))
        {
            yield return new ValidationResult($"Parameter is missing: {Style} needs its name.", [nameof(Parameter)]);
        }
    }
}
