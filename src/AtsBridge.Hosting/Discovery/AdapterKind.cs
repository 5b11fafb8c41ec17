namespace AtsBridge.Hosting.Discovery;

/// <summary>What an adapter connects to.</summary>
public enum AdapterKind
{
    /// <summary>An applicant tracking system that is read.</summary>
    Source,

    /// <summary>An interview platform that invites are sent through.</summary>
    Sink,
}
