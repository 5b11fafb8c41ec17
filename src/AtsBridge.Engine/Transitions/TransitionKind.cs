namespace AtsBridge.Transitions;

/// <summary>How an application's place changed.</summary>
public enum TransitionKind
{
    /// <summary>First seen, or seen again after it had vanished.</summary>
    Appeared,

    /// <summary>Another stage.</summary>
    Moved,

    /// <summary>The same stage, another status.</summary>
    StatusChanged,

    /// <summary>No longer in a source whose contents are full.</summary>
    Vanished,

    /// <summary>Unmoved, and looked at again by a deliberate act or a route's first sync.</summary>
    Backfilled,
}
