namespace AtsBridge.Chaos.Population;

/// <summary>What a person may expect of one interview. Who has no duty must get nothing.</summary>
internal enum Duty
{
    /// <summary>Exactly one invite.</summary>
    Once,

    /// <summary>One or none: they were in the stage and left it, and it depends on the moment.</summary>
    AtMostOnce,
}
