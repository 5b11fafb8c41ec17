namespace AtsBridge.Simulation.Clockwork;

/// <summary>
/// One process: its thread pool, its timers and its clock. Killed, nothing of it ever runs again, wherever its awaits stand;
/// frozen, all of it waits.
/// </summary>
internal sealed class Node
{
    private readonly Dice _dice;
    private readonly int _jitter;
    private int _stepsLeft;
    private Action? _strike;
    private Action? _atWork;

    /// <summary>Starts a process.</summary>
    /// <param name="timeline">Its world's.</param>
    /// <param name="machine">Where it runs.</param>
    /// <param name="dice">The world's.</param>
    /// <param name="name">For the trace.</param>
    /// <param name="jitter">How many milliseconds a continuation may wait for a thread; 0: none waits.</param>
    internal Node(Timeline timeline, Machine machine, Dice dice, string name, int jitter)
    {
        (Timeline, Machine, _dice, Name, _jitter) = (timeline, machine, dice, name, jitter);
        Scheduler = new NodeScheduler(this);
        Time = new NodeTime(this);
        machine.Add(this);
    }

    internal string Name { get; }

    internal Timeline Timeline { get; }

    internal Machine Machine { get; }

    internal NodeScheduler Scheduler { get; }

    internal NodeTime Time { get; }

    internal bool Dead { get; private set; }

    /// <summary>Virtual time until which nothing of it runs.</summary>
    internal long FrozenUntil { get; private set; }

    /// <summary>What kills it, and sees to what comes after.</summary>
    internal Action Crash { get; set; } = () => { };

    internal void Kill() => Dead = true;

    internal void Freeze(long until) => FrozenUntil = Math.Max(FrozenUntil, until);

    /// <summary>Fate strikes in the steps after this process has got work, between the claim and the answer.</summary>
    internal void StrikeAtWork(int steps, Action strike) => _atWork = () => StrikeAfter(steps, strike);

    /// <summary>It has got work.</summary>
    internal void Work()
    {
        var strike = _atWork;
        _atWork = null;
        strike?.Invoke();
    }

    /// <summary>Fate strikes before the n-th step from now, which is how every await point gets its turn.</summary>
    internal void StrikeAfter(int steps, Action strike) => (_stepsLeft, _strike) = (steps, strike);

    internal void Step()
    {
        if (_strike is { } strike && --_stepsLeft <= 0)
        {
            _strike = null;
            strike();
        }
    }

    internal long Jitter() => _jitter == 0 || _dice.Below(4) != 0 ? 0 : _dice.Milliseconds(0, _jitter);

    /// <summary>Starts the process's program.</summary>
    internal Task Start(Func<Task> program) =>
        Task.Factory.StartNew(program, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler).Unwrap();
}
