using AtsBridge.WriteBack;

namespace AtsBridge.Routing;

/// <summary>A mapping rule: whoever reaches this stage of this source is invited to this interview at this sink.</summary>
public sealed record Route
{
    /// <summary>What the consultant calls it; unique.</summary>
    public required string Name { get; init; }

    /// <summary>The source whose applications it takes.</summary>
    public required string Source { get; init; }

    /// <summary>The sink that it sends through.</summary>
    public required string Sink { get; init; }

    /// <summary>Which applications.</summary>
    public required RouteConditions When { get; init; }

    /// <summary>What is sent.</summary>
    public required InviteTemplate Invite { get; init; }

    /// <summary>What happens to people who are already in the stage when the route sees them first.</summary>
    public FirstSync FirstSync { get; init; }

    /// <summary>The undo window: an invite waits so long, and leaving the stage meanwhile cancels it. Zero: none.</summary>
    public TimeSpan HoldFor { get; init; }

    /// <summary>More invites than this in one sync: all of them are held for a person to release. Null: no guard.</summary>
    public int? MaxPerSync { get; init; }

    /// <summary>A transition longer ago than this invites nobody. Null: no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>What happens to a sent invite when its application comes back to the stage.</summary>
    public ReentryAct OnReentry { get; init; }

    /// <summary>When an invite that was not answered is sent again; null: never.</summary>
    public ReminderPolicy? Reminders { get; init; }

    /// <summary>Where the route tells what became of its invites; null: nowhere.</summary>
    public WriteBackPolicy? WriteBack { get; init; }

    /// <summary>What happens to a sent invite when its application leaves the stage.</summary>
    public StageLeftAct OnStageLeft { get; init; }
}
