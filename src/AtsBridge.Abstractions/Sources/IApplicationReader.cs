namespace AtsBridge;

/// <summary>
/// Optional, for sources: reads single applications, where a webhook names one and does not say where it stands. Without it the
/// next regular read brings the change.
/// </summary>
public interface IApplicationReader
{
    /// <summary>Reads the applications of one id.</summary>
    /// <param name="id">As <see cref="WebhookResult.Applications.ToRead"/> has it.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>
    /// A page with the records of that id, made as <see cref="ICandidateSource.ReadAsync"/> makes them; empty where there is none any
    /// more. Its cursor is not looked at.
    /// </returns>
    /// <exception cref="SourceException">It can't be read. An outage is never an empty page.</exception>
    Task<SourcePage> ReadApplicationAsync(string id, CancellationToken cancellationToken);
}
