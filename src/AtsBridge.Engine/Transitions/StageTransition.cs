namespace AtsBridge.Transitions;

/// <summary>One application's change of place. Append-only once it is stored.</summary>
/// <param name="Kind">How it changed.</param>
/// <param name="Before">The application as it was known; null where it was not.</param>
/// <param name="After">The application as it is now; for <see cref="TransitionKind.Vanished"/>, as it was seen last.</param>
/// <param name="OccurredAt">When it happened: what the source says, else when we saw it. UTC.</param>
public sealed record StageTransition(TransitionKind Kind, Application? Before, Application After, DateTimeOffset OccurredAt);
