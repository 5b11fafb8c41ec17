namespace AtsBridge.Sync;

/// <summary>One way to know a person, for one interview at one sink. No two invites share one.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="InterviewId">The interview.</param>
/// <param name="Identity">The person: see <see cref="PersonIdentity"/>.</param>
public readonly record struct InviteIdentity(string Sink, string InterviewId, string Identity);
