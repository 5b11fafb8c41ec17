using System.ComponentModel.DataAnnotations;
using AtsBridge.Erasure;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class ErasureSection
{
    [MinLength(TombstoneKey.ShortestSecret, ErrorMessage = "Secret must have at least 32 characters, from a random source: `openssl rand -hex 32` makes one. Leave it out for a key in a file beside the store.")]
    public string? Secret { get; init; }
}
