namespace AtsBridge.Routing;

/// <summary>
/// How the sink knows our people: its <c>externalId</c> of a person. Somebody whose other systems have put people there already
/// names them as those do, so that they are found and not made twice.
/// </summary>
/// <param name="Text">Text with <see cref="CandidateId"/>, and <see cref="Source"/> where several sources send to the sink.</param>
public sealed record PersonReferenceTemplate(string Text)
{
    /// <summary>Stands for the candidate's id in the source, or the application's key where the source has no candidates.</summary>
    public const string CandidateId = "{candidateId}";

    /// <summary>Stands for the source's name in the configuration.</summary>
    public const string Source = "{source}";

    /// <summary>The default: <c>{source}:{candidateId}</c>.</summary>
    public static PersonReferenceTemplate Usual { get; } = new($"{Source}:{CandidateId}");

    /// <summary>The reference of one person.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="application">One of the person's applications.</param>
    public string Of(string source, Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        // One after the other would fill in a placeholder that is part of somebody's id.
        return string.Join(application.CandidateId ?? application.Key, Text.Split(CandidateId).Select(part => part.Replace(Source, source, StringComparison.Ordinal)));
    }
}
