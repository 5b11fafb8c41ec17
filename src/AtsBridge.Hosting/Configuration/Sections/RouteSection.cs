using System.ComponentModel.DataAnnotations;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class RouteSection
{
    [Required]
    public string? Name { get; init; }

    [Required]
    public string? Source { get; init; }

    [Required]
    public string? Sink { get; init; }

    public WhenSection When { get; init; } = new();

    public InviteSection Invite { get; init; } = new();

    public FirstSync FirstSync { get; init; }

    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan HoldFor { get; init; }

    public GuardSection Guard { get; init; } = new();

    public RemindersSection? Reminders { get; init; }

    public ReentryAct OnReentry { get; init; }

    public WriteBackSection? WriteBack { get; init; }

    public StageLeftAct OnStageLeft { get; init; }
}
