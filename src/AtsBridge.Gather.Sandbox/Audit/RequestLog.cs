namespace AtsBridge.Gather.Sandbox.Audit;

/// <summary>The requests in order of arrival; what became of each is filled in before its answer leaves.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private List<RequestEntry> _entries = [];

    /// <summary>Notes an arrival.</summary>
    public Line Open(string method, string path)
    {
        lock (_gate)
        {
            _entries.Add(new RequestEntry { Sequence = _entries.Count + 1, At = time.GetUtcNow(), Method = method, Path = path });
            return new Line(this, _entries, _entries.Count - 1);
        }
    }

    public IReadOnlyList<RequestEntry> Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }

    /// <summary>Starts a new list: lines that are still open write into the old one, which nobody sees any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries = [];
        }
    }

    /// <summary>One line of the log, to be completed.</summary>
    internal sealed class Line(RequestLog log, List<RequestEntry> entries, int index)
    {
        public void Complete(Func<RequestEntry, RequestEntry> change)
        {
            lock (log._gate)
            {
                entries[index] = change(entries[index]);
            }
        }
    }
}
