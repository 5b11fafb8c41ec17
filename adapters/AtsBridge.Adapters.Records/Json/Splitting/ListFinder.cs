using System.Collections.Frozen;
using System.Globalization;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>Finds the list of applications in a document whose settings don't name it. Where two are equally likely it asks.</summary>
internal sealed class ListFinder(JsonCursor cursor, string file)
{
    private const int DeepestLevel = 3;

    private static readonly FrozenSet<string> KnownNames = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "applications", "candidates", "applicants", "opportunities", "results", "data", "items", "content", "records", "rows", "value", "elements");

    private readonly List<Found> _found = [];

    /// <returns>The keys that lead to the list; null: there is none, and the document is one record.</returns>
    public async Task<IReadOnlyList<string>?> FindAsync(CancellationToken cancellationToken)
    {
        await LookAsync([], cancellationToken);
        if (await cursor.PeekAsync(cancellationToken) is not null)
        {
            throw cursor.Broken("several documents stand one after the other; export one list, or one record a line");
        }
        // An empty list may be the right one on a quiet day, but never where another has records in it.
        var filled = _found.Where(f => f.Count > 0).ToList();
        var best = (filled.Count > 0 ? filled : _found).GroupBy(f => f.Rank).OrderBy(g => g.Key).FirstOrDefault()?.ToList();
        return best switch
        {
            null => null,
            [var only] => only.Keys,
            _ => throw new SourceException(SourceFault.Unreadable,
                $"{file} holds {best.Count} lists that may be the applications: {string.Join(", ", best.Select(f => f.ToString()))}. Set Records to one of them, or to $ where the document is one record."),
        };
    }

    private async Task LookAsync(string[] keys, CancellationToken cancellationToken)
    {
        await cursor.TakeAsync('{', '{', cancellationToken);
        var first = true;
        while (await cursor.NextKeyAsync(first, cancellationToken) is { } key)
        {
            first = false;
            var next = await cursor.PeekAsync(cancellationToken) ?? throw cursor.CutOff();
            if (next == (byte)'{' && keys.Length + 1 < DeepestLevel)
            {
                await LookAsync([.. keys, key], cancellationToken);
            }
            else if (next == (byte)'[')
            {
                await CountAsync([.. keys, key], cancellationToken);
            }
            else
            {
                await cursor.SkipAsync(cancellationToken);
            }
        }
    }

    private async Task CountAsync(string[] keys, CancellationToken cancellationToken)
    {
        await cursor.TakeAsync('[', '[', cancellationToken);
        var objects = 0L;
        var others = 0L;
        while (await cursor.PeekAsync(cancellationToken) is { } next && next != (byte)']')
        {
            if (next is (byte)',' or (byte)'}' or (byte)':')
            {
                throw cursor.Broken("a value must stand here");
            }

            if (next == (byte)'{')
            {
                objects++;
            }
            else
            {
                others++;
            }

            await cursor.SkipAsync(cancellationToken);
            if (await cursor.PeekAsync(cancellationToken) != (byte)']')
            {
                await cursor.TakeAsync(',', ',', cancellationToken);
            }
        }

        await cursor.TakeAsync(']', ']', cancellationToken);
        if (objects >= others)
        {
            _found.Add(new Found(keys, objects));
        }
    }

    private sealed record Found(string[] Keys, long Count)
    {
        public int Rank => Keys.Length + (KnownNames.Contains(Keys[^1]) ? 0 : 100);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', Keys)} ({Count})");
    }
}
