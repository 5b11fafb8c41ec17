namespace AtsBridge.Gather.Sandbox.State;

/// <summary>The words of a candidate interview's status.</summary>
internal static class InviteStatuses
{
    public const string InviteSent = "invite_sent";
    public const string NewResponse = "new_response";

    public static IReadOnlyList<string> All { get; } =
        [InviteSent, NewResponse, "has_reviewed", "partially_completed", "hired", "archived"];
}
