using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class GuardSection
{
    [Range(1, int.MaxValue)]
    public int? MaxPerSync { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? MaxAge { get; init; }
}
