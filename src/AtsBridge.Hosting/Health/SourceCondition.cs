namespace AtsBridge.Hosting.Health;

/// <summary>How a source fares.</summary>
public enum SourceCondition
{
    /// <summary>As it should.</summary>
    Works,

    /// <summary>It was never read.</summary>
    NeverRead,

    /// <summary>Its newest run failed.</summary>
    Failed,

    /// <summary>It has had no good run for longer than its schedule allows.</summary>
    Late,
}
