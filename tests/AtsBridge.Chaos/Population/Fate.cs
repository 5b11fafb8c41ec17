namespace AtsBridge.Chaos.Population;

/// <summary>What a person goes through, and what follows for their invites.</summary>
internal enum Fate
{
    /// <summary>Is there from the start and reaches the stage: one invite.</summary>
    Enters,

    /// <summary>Appears later, already in the stage: one invite.</summary>
    ArrivesInside,

    /// <summary>Has two applications, at times in two sources, and reaches the same interview with both: one invite.</summary>
    SameInterviewTwice,

    /// <summary>Reaches two interviews with two applications: one invite to each.</summary>
    TwoInterviews,

    /// <summary>Reaches the stage and leaves it for good: one invite at most.</summary>
    Leaves,

    /// <summary>Reaches the stage, leaves it and comes back: one invite.</summary>
    Returns,

    /// <summary>Moves between stages that no route names: none.</summary>
    StaysOutside,

    /// <summary>Was in the stage before the first sync: none.</summary>
    InsideFromTheStart,

    /// <summary>Stands in the stage, rejected: none.</summary>
    Rejected,
}
