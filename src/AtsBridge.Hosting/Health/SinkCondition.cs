namespace AtsBridge.Hosting.Health;

/// <summary>Whether requests may be made of a sink.</summary>
public enum SinkCondition
{
    /// <summary>They may.</summary>
    Works,

    /// <summary>It refuses all until a moment that it has named, and goes on by itself.</summary>
    Limited,

    /// <summary>A person has paused it.</summary>
    Paused,

    /// <summary>It does not accept our key.</summary>
    Stopped,
}
