namespace AtsBridge.Testing;

/// <summary>Reads a source as the engine does.</summary>
internal static class SourceReader
{
    /// <summary>In real time: not how fast an adapter must be, only when a read that hangs is called one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int MostSets = 500;
    private const int MostPages = 5000;

    /// <summary>Reads one set.</summary>
    internal static async Task<Reading> SetAsync(ICandidateSource source, ReadRequest request, CancellationToken cancellationToken, Action<int>? afterPage = null)
    {
        var pages = new List<SourcePage>();
        await using var enumerator = source.ReadAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await InTimeAsync(enumerator.MoveNextAsync().AsTask(), "the read"))
        {
            pages.Add(enumerator.Current);
            if (pages.Count > MostPages)
            {
                throw new EndlessReadException($"it delivered more than {MostPages} pages of one set and would have gone on");
            }

            afterPage?.Invoke(pages.Count);
        }

        return new Reading(request.Since, pages);
    }

    /// <summary>Reads on as long as the last page says that a further set waits.</summary>
    internal static async Task<Reading> ToEndAsync(ICandidateSource source, ReadRequest request, CancellationToken cancellationToken)
    {
        var all = await SetAsync(source, request, cancellationToken);
        for (var sets = 1; all.More; sets++)
        {
            if (sets > MostSets)
            {
                throw new EndlessReadException($"it said More {MostSets} times and would have gone on");
            }

            all = all.Then(await SetAsync(source, request with { Since = all.Next }, cancellationToken));
        }

        return all;
    }

    /// <summary>Reads up to some pages and leaves the rest, as a process that ends does.</summary>
    internal static async Task<Reading> SomeAsync(ICandidateSource source, ReadRequest request, int pages, CancellationToken cancellationToken)
    {
        var read = new List<SourcePage>();
        await using var enumerator = source.ReadAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (read.Count < pages && await InTimeAsync(enumerator.MoveNextAsync().AsTask(), "the read"))
        {
            read.Add(enumerator.Current);
        }

        return new Reading(request.Since, read);
    }

    /// <summary>Waits, and says so where the adapter never ends.</summary>
    internal static async Task<T> InTimeAsync<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new EndlessReadException($"{what} hung for {Patience.TotalSeconds:0} seconds of real time");
        }
    }
}
