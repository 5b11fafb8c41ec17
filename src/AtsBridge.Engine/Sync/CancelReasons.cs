namespace AtsBridge.Sync;

/// <summary>Why a sync cancels unsent invites, in the words that stand in the ledger.</summary>
public static class CancelReasons
{
    /// <summary>The application is missing from a full set. If it comes back, the invite is owed.</summary>
    public const string Vanished = "the application is no longer in the source";

    /// <summary>The record is now one of a person who was erased.</summary>
    public const string Erased = "the person was erased";

    /// <summary>The application is no longer where the route takes it.</summary>
    public const string Left = "the application left the stage before the invite was sent";

    /// <summary>It stands where it stood, and something else of it changed, its job perhaps: the route does not take it any more.</summary>
    public const string Elsewhere = "the application is no longer one that the route takes";

    /// <summary>Whether somebody else of the same person may have waited behind the invite. What an operator cancels stays cancelled for the person.</summary>
    /// <param name="reason">Why it was cancelled.</param>
    public static bool LeavesRoom(string? reason) => reason is Vanished or Left or Elsewhere;
}
