using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class RemindersSection
{
    [Required]
    [Range(typeof(TimeSpan), "1.00:00:00", "90.00:00:00")]
    public TimeSpan? After { get; init; }

    [Range(1, 10)]
    public int Max { get; init; } = 1;
}
