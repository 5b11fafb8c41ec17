namespace AtsBridge.Sync;

/// <summary>
/// An application and the text that the store keeps of it. Whichever of the two is not there is made of the other when somebody asks
/// for it, and only once: of a million applications that are only written again, none has to be read.
/// </summary>
public sealed class StoredApplication
{
    private string? _json;
    private Application? _application;

    private StoredApplication(Application? application, string? json) => (_application, _json) = (application, json);

    /// <summary>It as <see cref="ApplicationJson"/>.</summary>
    public string Json => _json ??= ApplicationJson.Write(_application!);

    /// <summary>It.</summary>
    public Application Application => _application ??= ApplicationJson.Read(_json!);

    /// <summary>One that is in hand.</summary>
    /// <param name="application">It.</param>
    public static StoredApplication Of(Application application) => new(application, null);

    /// <summary>One that the store knows.</summary>
    /// <param name="json">As <see cref="ApplicationJson"/>.</param>
    public static StoredApplication Of(string json) => new(null, json);
}
