namespace AtsBridge.Chaos.Late;

/// <summary>A platform that cuts requests off and carries them out later.</summary>
/// <param name="What">In words.</param>
/// <param name="Delay">How much later.</param>
/// <param name="Hang">Leaves the client waiting instead of cutting it off.</param>
/// <param name="RefusesSecond">Whether the platform refuses a second invite of one person to one interview.</param>
internal sealed record LateCase(string What, TimeSpan Delay, bool Hang = false, bool RefusesSecond = false)
{
    internal static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    internal static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Later than the client waits, and within the settle time: the promise holds.</summary>
    internal static LateCase Within { get; } = new("later than the client waits, within the settle time", TimeSpan.FromSeconds(1.6), Hang: true);

    /// <summary>Between the two look-ups: more than is promised, and the second one still finds it.</summary>
    internal static LateCase Between { get; } = new("after the settle time, before the second look-up", TimeSpan.FromSeconds(3));

    /// <summary>After both look-ups: the bound of the promise is broken.</summary>
    internal static LateCase Beyond { get; } = new("after both look-ups", TimeSpan.FromSeconds(8));

    /// <summary>The same at a platform that itself keeps to one invite.</summary>
    internal static LateCase BeyondAndRefused { get; } = new("after both look-ups, at a platform that refuses a second invite", TimeSpan.FromSeconds(8), RefusesSecond: true);

    internal static IReadOnlyList<LateCase> All { get; } = [Within, Between, Beyond, BeyondAndRefused];
}
