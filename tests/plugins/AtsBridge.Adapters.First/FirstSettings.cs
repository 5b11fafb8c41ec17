using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.First;

public sealed record FirstSettings
{
    [Required]
    public string ApplicationId { get; init; } = "";
}
