namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How an API is asked for what has changed.</summary>
public enum SinceStyle
{
    /// <summary>By a moment: what was updated since.</summary>
    Time,

    /// <summary>By a token that the last page of the read before has given.</summary>
    Token,
}
