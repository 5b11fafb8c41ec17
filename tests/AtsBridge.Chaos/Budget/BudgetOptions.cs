using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Budget;

/// <summary>A busy time under two limits.</summary>
/// <param name="Short">The limit of the short window.</param>
/// <param name="Long">The limit of the long window.</param>
/// <param name="Windows">How many long windows the busy time lasts.</param>
/// <param name="Seed">Draws the people.</param>
internal sealed record BudgetOptions(SandboxRateLimit Short, SandboxRateLimit Long, int Windows, int Seed = 1)
{
    /// <summary>100 a minute and 1,000 an hour, in a world that runs thirty times as fast: the same permits, the same proportion of the windows.</summary>
    internal static BudgetOptions Shortened { get; } = new(new(100, TimeSpan.FromSeconds(2)), new(1000, TimeSpan.FromSeconds(120)), Windows: 3);

    /// <summary>
    /// For the test command, where other tests want the processors too: both limits bind in it as well, and a start of the host
    /// that takes seconds still leaves time to use the long window up.
    /// </summary>
    internal static BudgetOptions Quick { get; } = new(new(50, TimeSpan.FromSeconds(2)), new(100, TimeSpan.FromSeconds(15)), Windows: 3);

    internal TimeSpan Busy => Long.Window * Windows;
}
