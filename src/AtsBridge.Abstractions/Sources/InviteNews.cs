namespace AtsBridge;

/// <summary>What became of one invite, for the system that its application is in.</summary>
/// <param name="Reference">Our reference of the invite, the same in all news of it.</param>
/// <param name="Application">The application's id in the source, or candidate and job id together where it has none.</param>
/// <param name="Progress">How far the person has come.</param>
/// <param name="Word">The platform's own word for that; <c>sent</c> when the invite has just been sent.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record InviteNews(string Reference, string Application, InviteProgress Progress, string Word, DateTimeOffset At)
{
    /// <summary>The candidate's id in the source; null where it has none.</summary>
    public string? CandidateId { get; init; }

    /// <summary>The job's id in the source; null where it has none.</summary>
    public string? JobId { get; init; }

    /// <summary>The route that made the invite.</summary>
    public required string Route { get; init; }

    /// <summary>The interview at the platform.</summary>
    public required string InterviewId { get; init; }
}
