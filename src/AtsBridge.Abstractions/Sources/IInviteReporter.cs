namespace AtsBridge;

/// <summary>
/// Optional, for sources: tells the applicant tracking system what became of an invite, where a route has <c>WriteBack</c>. Carried
/// out after the fact and never in the way of an invite.
/// </summary>
public interface IInviteReporter
{
    /// <summary>Whether it can tell: what is missing in the settings, for the consultant; null where nothing is.</summary>
    string? CannotReport { get; }

    /// <summary>
    /// Tells one piece of news. At least once: after a crash the same news may be told again, so it must do no harm twice (a tag, a
    /// stage, a note that names <see cref="InviteNews.Reference"/>).
    /// </summary>
    /// <param name="news">What became of the invite.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>Null where it is told; otherwise why the system refuses it for good, for the operator. No candidate's data.</returns>
    /// <exception cref="SourceException">It can't be told now; it is tried again.</exception>
    Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken);
}
