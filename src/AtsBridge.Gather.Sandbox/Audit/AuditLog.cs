namespace AtsBridge.Gather.Sandbox.Audit;

/// <summary>The effects in order. Has a lock of its own, because webhooks write from the side.</summary>
internal sealed class AuditLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<AuditEntry> _entries = [];

    public void Add(Func<AuditEntry, AuditEntry> fill)
    {
        lock (_gate)
        {
            _entries.Add(fill(new AuditEntry { Sequence = _entries.Count + 1, At = time.GetUtcNow(), Kind = "" }));
        }
    }

    public IReadOnlyList<AuditEntry> Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }
}
