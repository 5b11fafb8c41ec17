namespace AtsBridge.Sync;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It has not ended, its invites wait for the set behind it, or its process vanished.</summary>
    Running,

    /// <summary>It was read, it balances, it is committed.</summary>
    Succeeded,

    /// <summary>The source was reached and had nothing new.</summary>
    NothingNew,

    /// <summary>It changed nothing; the reason says why.</summary>
    Failed,

    /// <summary>It was told to stop, or its process ended in the middle; the next run starts where it did.</summary>
    Interrupted,
}
