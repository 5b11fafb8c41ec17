namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>The notation of a moment in a request.</summary>
public enum MomentFormat
{
    /// <summary><c>2026-11-23T16:05:00Z</c>.</summary>
    Iso,

    /// <summary>Seconds since 1970.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary><c>2026-11-23</c>: the whole day is read again.</summary>
    Date,
}
