using AtsBridge.Delivery;

namespace AtsBridge.Ledger;

/// <summary>Invites of one sink that are not finished: delivery would still act on them, or a person is owed something.</summary>
/// <param name="Sink">The sink's name, as it was when they were decided.</param>
/// <param name="Invites">How many stand where; a state without any is left out.</param>
public sealed record UnfinishedInvites(string Sink, IReadOnlyDictionary<InviteState, long> Invites)
{
    /// <summary>
    /// Those that wait for delivery, those that may or may not have been sent, and those that the sink refused and nobody has
    /// decided about yet. An invite that the sink has is finished here, although its status may still move and its person be reminded.
    /// </summary>
    public static IReadOnlyList<InviteState> States { get; } =
        [InviteState.Held, InviteState.Due, InviteState.Sending, InviteState.Waiting, InviteState.Ambiguous, InviteState.Rejected, InviteState.NeedsReview];

    /// <summary>How many they are.</summary>
    public long Count => Invites.Values.Sum();
}
