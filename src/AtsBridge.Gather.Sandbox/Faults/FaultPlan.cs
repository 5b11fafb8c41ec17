namespace AtsBridge.Gather.Sandbox.Faults;

/// <summary>Decides which fault strikes a request: those on request first, then the random ones.</summary>
internal sealed class FaultPlan(GatherSandboxOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<SandboxFault> _faults = [];
    private Random _random = new(options.Seed);

    public void Add(SandboxFault fault)
    {
        fault.Validate();
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>The faults that are left, with what is left of their counts.</summary>
    public IReadOnlyList<SandboxFault> Snapshot()
    {
        lock (_gate)
        {
            return [.. _faults];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _faults.Clear();
            _random = new Random(options.Seed);
        }
    }

    public SandboxFault? Next(string method, string path)
    {
        lock (_gate)
        {
            // Drawn for every request, so that a fault on request does not shift the random ones.
            var draw = options.FaultRates.Count == 0 ? 1 : _random.NextDouble();
            return NextOnRequest(method, path) ?? NextAtRandom(draw, method, path);
        }
    }

    private SandboxFault? NextOnRequest(string method, string path)
    {
        for (var i = 0; i < _faults.Count; i++)
        {
            var fault = _faults[i];
            if (!fault.Matches(method, path))
            {
                continue;
            }

            if (fault.After > 0)
            {
                _faults[i] = fault with { After = fault.After - 1 };
                continue;
            }
            if (fault.Count == 1)
            {
                _faults.RemoveAt(i);
            }
            else
            {
                _faults[i] = fault with { Count = fault.Count - 1 };
            }

            return fault;
        }
        return null;
    }

    private SandboxFault? NextAtRandom(double draw, string method, string path)
    {
        foreach (var rate in options.FaultRates)
        {
            if (draw < rate.Probability)
            {
                return rate.Fault.Matches(method, path) ? rate.Fault : null;
            }

            draw -= rate.Probability;
        }
        return null;
    }
}
