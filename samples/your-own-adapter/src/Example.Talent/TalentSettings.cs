using System.ComponentModel.DataAnnotations;

namespace Example.Talent;

/// <summary>Under <c>Options</c>. The host binds it, refuses other keys, and checks the attributes before anything starts.</summary>
public sealed record TalentSettings
{
    /// <summary>Where the API is; with a slash at its end or without.</summary>
    [Required]
    public Uri? BaseUrl { get; init; }

    /// <summary>The key. A property whose name ends so is never shown.</summary>
    [Required]
    public string ApiKey { get; init; } = "";

    /// <summary>Applications a page.</summary>
    [Range(1, 500)]
    public int PageSize { get; init; } = 200;

    /// <summary>A record would print its key.</summary>
    public override string ToString() => $"Talent at {BaseUrl}";
}
