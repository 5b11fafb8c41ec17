using System.ComponentModel.DataAnnotations;
using AtsBridge.WriteBack;

namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>Under <c>WriteBack</c> of a route.</summary>
internal sealed class WriteBackSection
{
    [Required]
    public WriteBackTo? To { get; init; }

    public string? Folder { get; init; }

    public WriteBackFormat Format { get; init; }
}
