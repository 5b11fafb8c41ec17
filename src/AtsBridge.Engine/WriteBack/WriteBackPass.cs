namespace AtsBridge.WriteBack;

/// <summary>
/// Tells the applicant tracking systems what became of invites, where a route has <c>WriteBack</c>. Never in the way of an invite: it
/// reads the ledger behind it, and what can't be told waits.
/// </summary>
/// <param name="store">What is owed.</param>
/// <param name="outlets">By route; what a route owes that has none now waits for it.</param>
/// <param name="time">The clock.</param>
public sealed class WriteBackPass(IWriteBackStore store, IReadOnlyDictionary<string, INewsOutlet> outlets, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>After these it is for a person; until then about three days have passed.</summary>
    private const int MostTries = 16;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>Tells what is due.</summary>
    /// <param name="cancellationToken">Ends it between two routes; what is left is told by the next.</param>
    public async Task<WriteBackSummary> RunAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        var putOff = new SortedSet<string>(StringComparer.Ordinal);
        IReadOnlyList<OwedNews> due;
        do
        {
            due = outlets.Count == 0 ? [] : await store.DueAsync(time.GetUtcNow(), Batch, cancellationToken);
            foreach (var route in due.GroupBy(o => o.News.Route, StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                told += await TellAsync(route.Key, [.. route], refused, putOff, cancellationToken);
            }
        }
        while (due.Count == Batch);

        return new(told, [.. refused], [.. putOff]);
    }

    private async Task<int> TellAsync(string route, IReadOnlyList<OwedNews> owed, SortedSet<string> refused, SortedSet<string> putOff, CancellationToken cancellationToken)
    {
        var answers = outlets.TryGetValue(route, out var outlet)
            ? await outlet.TellAsync(route, [.. owed.Select(o => o.News)], cancellationToken)
            : [.. owed.Select(_ => new NewsAnswer.Later("the adapter of its source is not there, or can't tell anything"))];
        var told = owed.Where((_, i) => answers[i] is NewsAnswer.Told).ToList();
        await store.ToldAsync(told, time.GetUtcNow(), cancellationToken);
        for (var i = 0; i < owed.Count; i++)
        {
            switch (answers[i])
            {
                case NewsAnswer.Refused(var reason):
                    refused.Add($"{route}: {reason}");
                    await store.PutOffAsync(owed[i], time.GetUtcNow(), notBefore: null, reason, cancellationToken);
                    break;
                case NewsAnswer.Later(var reason):
                    putOff.Add($"{route}: {reason}");
                    await store.PutOffAsync(owed[i], time.GetUtcNow(), NextTry(owed[i].Tries), reason, cancellationToken);
                    break;
            }
        }

        return told.Count;
    }

    private DateTimeOffset? NextTry(int tries) => tries + 1 >= MostTries ? null
        : time.GetUtcNow() + TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(tries, 12)));
}
