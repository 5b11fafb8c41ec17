using System.Runtime.CompilerServices;

namespace AtsBridge.Testing.Tests.Sources;

/// <summary>A sound source with one thing bent: what it is asked, what it gives, or what it does with a fault.</summary>
internal class Bent(ICandidateSource sound) : ICandidateSource, IConnectionCheck, IRepeatCheck
{
    internal Func<ReadRequest, ReadRequest> Asked { get; init; } = r => r;

    internal Func<CancellationToken, CancellationToken> Watched { get; init; } = t => t;

    internal Func<SourceRecord, SourceRecord?> Each { get; init; } = r => r;

    internal Func<SourcePage, SourcePage?> Page { get; init; } = p => p;

    internal Func<ReadRequest, IReadOnlyList<SourcePage>, IEnumerable<SourcePage>>? All { get; init; }

    /// <summary>What becomes of a fault: another exception, or a page in its place; null ends the read without a word.</summary>
    internal Func<SourceException, object?> Fault { get; init; } = f => f;

    internal Func<Func<Task<string>>, Task<string>> Check { get; init; } = check => check();

    internal Func<ReadRequest, Func<Task<SourcePage?>>, Task<SourcePage?>> Repeat { get; init; } = (_, check) => check();

    public virtual async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (All is { } all)
        {
            var pages = new List<SourcePage>();
            await foreach (var page in EachAsync(request, cancellationToken))
            {
                pages.Add(page);
            }

            foreach (var page in all(request, pages))
            {
                yield return page;
            }

            yield break;
        }

        await foreach (var page in EachAsync(request, cancellationToken))
        {
            yield return page;
        }
    }

    public Task<string> CheckAsync(CancellationToken cancellationToken) => Check(() => ((IConnectionCheck)sound).CheckAsync(cancellationToken));

    public Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken) =>
        Repeat(request, () => ((IRepeatCheck)sound).CheckRepeatAsync(request, cancellationToken));

    private async IAsyncEnumerable<SourcePage> EachAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = sound.ReadAsync(Asked(request), Watched(cancellationToken)).GetAsyncEnumerator(Watched(cancellationToken));
        while (true)
        {
            SourcePage? page;
            var over = false;
            try
            {
                if (!await pages.MoveNextAsync())
                {
                    yield break;
                }

                page = pages.Current;
            }
            catch (SourceException fault)
            {
                over = true;
                page = Fault(fault) switch { Exception other => throw other, SourcePage instead => instead, _ => null };
            }

            page = page is null ? null : Page(page with { Records = [.. page.Records.Select(Each).OfType<SourceRecord>()] });
            if (page is not null)
            {
                yield return page;
            }

            if (over)
            {
                yield break;
            }
        }
    }
}
