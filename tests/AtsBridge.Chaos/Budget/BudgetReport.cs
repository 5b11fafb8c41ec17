using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Budget;

/// <summary>How much of what the sandbox permitted was used, by its own clock and its own record of requests.</summary>
internal sealed class BudgetReport
{
    private readonly BudgetOptions _options;
    private readonly IReadOnlyList<Gap> _gaps;
    private readonly DateTimeOffset[] _arrivals;

    /// <summary>Reckons.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="requests">Every request that the sandbox saw, refused ones included.</param>
    /// <param name="gaps">When no host ran.</param>
    internal BudgetReport(BudgetOptions options, IReadOnlyList<RequestEntry> requests, IReadOnlyList<Gap> gaps)
    {
        (_options, _gaps) = (options, gaps);
        var from = requests[0].At;
        _arrivals = [.. requests.Where(r => r.Counted && r.At < from + options.Busy).Select(r => r.At)];
        Refused = requests.Count(r => r.Status == 429);
        Permitted = Greedy(from);
    }

    /// <summary>
    /// The most that any client could have sent in the busy time: one that sends each request at the very moment at which both
    /// rolling windows of the server let it through, and needs no time for it. While no host runs it sends nothing either; what came
    /// free meanwhile it uses as soon as the next one sends its first request.
    /// </summary>
    internal int Permitted { get; }

    internal int Used => _arrivals.Length;

    internal int Refused { get; }

    internal double Share => (double)Used / Permitted;

    public override string ToString() => FormattableString.Invariant($"""
        limits           {_options.Short.Permits} in any {_options.Short.Window.TotalSeconds:0.0} s and {_options.Long.Permits} in any {_options.Long.Window.TotalSeconds:0.0} s, kept by the sandbox and by the host alike
        busy time        {_options.Busy.TotalSeconds:0} s from the first request, {_options.Windows} long windows; work was waiting all the time
        the host         {string.Join("; ", _gaps.Select(g => FormattableString.Invariant($"{g.How}, the next one listened {(g.Listened - g.From).TotalSeconds:0.0} s later and sent {Math.Max(0, (g.To - g.Listened).TotalSeconds):0.0} s after that")))}
        permitted        {Permitted}: what a client could send that uses every permit of both rolling windows at once while a host is at work, by the sandbox's clock
        used             {Used}, {100 * Share:0.0} %
        refused (429)    {Refused}
        each {_options.Long.Permits} took   {string.Join(", ", Bursts().Select(b => FormattableString.Invariant($"{b.TotalSeconds:0.0} s")))}; at best {Best.TotalSeconds:0.0} s, as the short window lets them through
        in each {_options.Short.Window.TotalSeconds:0.0} s    {string.Join(' ', Steps())}
        """);

    /// <summary>How long it takes at best to use a long window up.</summary>
    private TimeSpan Best => _options.Short.Window * ((_options.Long.Permits - 1) / _options.Short.Permits);

    /// <summary>How long it took to use each long window up: what the short one costs, restarts included.</summary>
    private IEnumerable<TimeSpan> Bursts() => _arrivals.Chunk(_options.Long.Permits).Where(c => c.Length == _options.Long.Permits).Select(c => c[^1] - c[0]);

    /// <summary>The requests of each short window after the first request, one after the other.</summary>
    private IEnumerable<int> Steps() =>
        Enumerable.Range(0, (int)(_options.Busy / _options.Short.Window)).Select(i => _arrivals.Count(a => (int)((a - _arrivals[0]) / _options.Short.Window) == i));

    private int Greedy(DateTimeOffset from)
    {
        var sent = new List<DateTimeOffset>();
        while (true)
        {
            var next = from;
            foreach (var limit in new[] { _options.Short, _options.Long }.Where(l => sent.Count >= l.Permits))
            {
                next = sent[^limit.Permits] + limit.Window > next ? sent[^limit.Permits] + limit.Window : next;
            }

            next = _gaps.FirstOrDefault(g => g.From <= next && next < g.To)?.To ?? next;
            if (next >= from + _options.Busy)
            {
                return sent.Count;
            }

            sent.Add(next);
        }
    }
}
