namespace AtsBridge.Benchmarks.Cases;

/// <summary>Something that AtsBridge does, beside the least that anybody could do to the same data.</summary>
internal abstract class BenchmarkCase
{
    /// <summary>By which the command line names it.</summary>
    internal abstract string Name { get; }

    /// <summary>What is done.</summary>
    internal abstract string What { get; }

    /// <summary>What it is measured against.</summary>
    internal abstract string Floor { get; }

    /// <summary>The most that it should take, as a multiple of the floor.</summary>
    internal abstract double Goal { get; }

    /// <summary>The most that it should take whatever the floor takes; null where that does not matter.</summary>
    internal virtual double? MostSeconds => null;

    /// <summary>Makes what both sides need, once.</summary>
    internal abstract Task PrepareAsync(Workplace place, CancellationToken cancellationToken);

    /// <summary>Puts back what a run has changed; not measured.</summary>
    internal virtual void Reset(Workplace place)
    {
    }

    /// <summary>The floor, written as plainly as possible.</summary>
    internal abstract Task FloorAsync(Workplace place, CancellationToken cancellationToken);

    /// <summary>What AtsBridge does.</summary>
    internal abstract Task RunAsync(Workplace place, CancellationToken cancellationToken);
}
