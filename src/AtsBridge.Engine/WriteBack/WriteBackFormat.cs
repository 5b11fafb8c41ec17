namespace AtsBridge.WriteBack;

/// <summary>The format of files that an applicant tracking system imports.</summary>
public enum WriteBackFormat
{
    /// <summary>A row for each piece of news, with headings.</summary>
    Csv,

    /// <summary>A list of objects.</summary>
    Json,
}
