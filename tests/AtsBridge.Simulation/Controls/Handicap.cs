namespace AtsBridge.Simulation.Controls;

/// <summary>A protection that is taken out, to see that the simulation notices. A check that can't fail proves nothing.</summary>
internal enum Handicap
{
    /// <summary>All protections as they are.</summary>
    None,

    /// <summary>The HTTP layer makes a POST once more after a cut or a timeout.</summary>
    HandlerRetries,

    /// <summary>The settle time is zero.</summary>
    LookUpAtOnce,

    /// <summary>Whoever comes with an old epoch writes all the same.</summary>
    NoFence,

    /// <summary>A SlidingWindowRateLimiter in the process is the budget, instead of permits in the store.</summary>
    SlidingWindow,

    /// <summary>A request is started however little of the lease is left.</summary>
    NoLeaseCheck,

    /// <summary>One look-up that finds nothing is enough.</summary>
    OneLookUp,
}
