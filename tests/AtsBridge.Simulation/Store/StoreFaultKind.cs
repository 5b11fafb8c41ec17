namespace AtsBridge.Simulation.Store;

/// <summary>What goes wrong with one call of the store.</summary>
internal enum StoreFaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An error, and nothing was written.</summary>
    Before,

    /// <summary>It was written, and an error is reported all the same.</summary>
    After,

    /// <summary>The process is killed before it is written.</summary>
    KillBefore,

    /// <summary>It is written, and the process is killed before it learns of it.</summary>
    KillAfter,

    /// <summary>It takes its time before it is written.</summary>
    SlowBefore,

    /// <summary>It was written, and its answer takes its time.</summary>
    SlowAfter,
}
