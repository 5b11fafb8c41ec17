namespace AtsBridge.WriteBack;

/// <summary>How news of an invite stand.</summary>
public enum NewsState
{
    /// <summary>It is told with the next round, or tried again later.</summary>
    Owed,

    /// <summary>It is told, and nothing has happened to the invite since.</summary>
    Told,

    /// <summary>It was refused for good, or tried for three days: nothing more is done before a person or further news wants it.</summary>
    Refused,
}
