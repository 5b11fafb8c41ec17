using System.Collections.Frozen;
using AtsBridge.Routing;

namespace AtsBridge.Retention;

/// <summary>
/// What stays of an application when nobody needs the person any more: which one it is, and where it stood. Coming back to that
/// place is no news then, and coming back to another one is, exactly as if all of it had been kept.
/// </summary>
public static class ReducedApplication
{
    /// <summary>What stays of an application; null: it is still needed as it is.</summary>
    /// <param name="application">The application as it was seen last.</param>
    /// <param name="present">Whether it is in its source. In a feed of changes nothing ever leaves: there closed ones are over.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="routes">All routes: what one of them takes, or asks for, stays.</param>
    public static Application? Of(Application application, bool present, string source, RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(routes);
        var closed = application.Status is ApplicationStatus.Rejected or ApplicationStatus.Withdrawn or ApplicationStatus.Hired;
        if (present && (!closed || routes.Find(source, application) is { StatusFits: true }))
        {
            return null;
        }

        return new()
        {
            Key = application.Key,
            Position = application.Position,
            ApplicationId = application.ApplicationId,
            CandidateId = application.CandidateId,
            JobId = application.JobId,
            JobTitle = application.JobTitle,
            Stage = application.Stage,
            StageId = application.StageId,
            StageEnteredAt = application.StageEnteredAt,
            Status = application.Status,
            StatusWord = application.StatusWord,
            UpdatedAt = application.UpdatedAt,
            Attributes = application.Attributes.Where(a => routes.AsksFor(source, a.Key)).ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
