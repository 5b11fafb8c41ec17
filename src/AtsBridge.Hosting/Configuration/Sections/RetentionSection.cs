using System.ComponentModel.DataAnnotations;
using AtsBridge.Retention;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class RetentionSection
{
    [Range(typeof(TimeSpan), "7.00:00:00", "3650.00:00:00")]
    public TimeSpan? Runs { get; init; }

    [Range(typeof(TimeSpan), "2.00:00:00", "3650.00:00:00")]
    public TimeSpan? Attempts { get; init; }

    [Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan? ClosedApplications { get; init; }

    internal RetentionPolicy ToPolicy() => new() { Runs = Runs, Attempts = Attempts, ClosedApplications = ClosedApplications };
}
