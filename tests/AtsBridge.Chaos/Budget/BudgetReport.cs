using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Budget;

/// <summary>How much of what the sandbox permitted was used, by its own clock and its own record of requests.</summary>
internal sealed class BudgetReport
{
    private readonly BudgetOptions _options;
    private readonly IReadOnlyList<string> _ends;
    private readonly DateTimeOffset[] _arrivals;

    /// <summary>Reckons.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="requests">Every request that the sandbox saw, refused ones included.</param>
    /// <param name="ends">How the host was ended meanwhile.</param>
    internal BudgetReport(BudgetOptions options, IReadOnlyList<RequestEntry> requests, IReadOnlyList<string> ends)
    {
        (_options, _ends) = (options, ends);
        var from = requests[0].At;
        _arrivals = [.. requests.Where(r => r.Counted && r.At < from + options.Busy).Select(r => r.At)];
        Refused = requests.Count(r => r.Status == 429);
        Permitted = Greedy(from);
    }

    /// <summary>
    /// The most that any client could have sent in the busy time: one that sends each request at the very moment at which both
    /// rolling windows of the server let it through, and needs no time for it.
    /// </summary>
    internal int Permitted { get; }

    internal int Used => _arrivals.Length;

    internal int Refused { get; }

    internal double Share => (double)Used / Permitted;

    public override string ToString()
    {
        var lags = Lags();
        return FormattableString.Invariant($"""
            limits           {_options.Short.Permits} in any {_options.Short.Window.TotalSeconds:0.0} s and {_options.Long.Permits} in any {_options.Long.Window.TotalSeconds:0.0} s, kept by the sandbox and by the host alike
            busy time        {_options.Busy.TotalSeconds:0} s from the first request, {_options.Windows} long windows; work was waiting all the time
            the host         {string.Join(", ", _ends)}
            permitted        {Permitted}: what a client could send that uses every permit of both rolling windows at once, by the sandbox's clock
            used             {Used}, {100 * Share:0.0} %
            refused (429)    {Refused}
            a permit lay idle for {Milliseconds(lags, 0.5):0} ms (median), {Milliseconds(lags, 0.95):0} ms (95 of 100), restarts included
            """);
    }

    /// <summary>How long after the sandbox would have let it through each request came, by what had come before it.</summary>
    private double[] Lags() =>
    [
        .. Enumerable.Range(0, _arrivals.Length)
            .Select(i => (At: _arrivals[i], Free: Later(Free(i, _options.Short), Free(i, _options.Long))))
            .Where(r => r.Free is not null).Select(r => (r.At - r.Free!.Value).TotalMilliseconds).Order(),
    ];

    private DateTimeOffset? Free(int index, SandboxRateLimit limit) => index < limit.Permits ? null : _arrivals[index - limit.Permits] + limit.Window;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;

    private static double Milliseconds(double[] ordered, double share) => ordered.Length == 0 ? 0 : ordered[(int)((ordered.Length - 1) * share)];

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

            if (next >= from + _options.Busy)
            {
                return sent.Count;
            }

            sent.Add(next);
        }
    }
}
