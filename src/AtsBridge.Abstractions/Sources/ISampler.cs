namespace AtsBridge;

/// <summary>
/// Optional, for sources of files: shows what stands in the first records, before anybody has said which place is which field, so that
/// <c>atsbridge infer</c> can propose the configuration. Whether a place fits a field is judged there, by its values.
/// </summary>
public interface ISampler
{
    /// <summary>Looks at the first records. <c>Fields</c> in the settings are not looked at.</summary>
    /// <param name="most">How many records are wanted at most.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <exception cref="SourceException">It can't be read in this format, or a setting is needed to know how; for the person who asked.</exception>
    Task<SourceSample> SampleAsync(int most, CancellationToken cancellationToken);
}
