using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class RecordingSection
{
    [MinLength(32, ErrorMessage = "Secret must have at least 32 characters, from a random source: `openssl rand -hex 32` makes one. Leave it out for --key-file.")]
    public string? Secret { get; init; }
}
