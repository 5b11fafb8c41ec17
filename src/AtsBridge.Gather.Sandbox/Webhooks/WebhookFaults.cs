namespace AtsBridge.Gather.Sandbox.Webhooks;

/// <summary>The faults of webhooks that are still to strike, in order.</summary>
internal sealed class WebhookFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<SandboxWebhookFault> _faults = new();
    private int _struck;

    public void Add(SandboxWebhookFault fault)
    {
        fault.Validate();
        lock (_gate)
        {
            _faults.Enqueue(fault);
        }
    }

    public SandboxWebhookFault? Next()
    {
        lock (_gate)
        {
            if (!_faults.TryPeek(out var fault))
            {
                return null;
            }

            if (++_struck == fault.Count)
            {
                _faults.Dequeue();
                _struck = 0;
            }
            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _struck = 0;
        }
    }
}
