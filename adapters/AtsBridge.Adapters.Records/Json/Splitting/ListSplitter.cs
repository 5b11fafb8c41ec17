using AtsBridge.Adapters.Records.Json.Skimming;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>The elements of one list: the document itself, or one that stands under some keys of it.</summary>
internal sealed class ListSplitter(JsonCursor cursor, IReadOnlyList<string> keys, RecordLimits limits, string file) : RecordSplitter
{
    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private bool _begun;
    private bool _ended;

    /// <summary>Whether the list may be a part of something that somebody else reads on.</summary>
    public bool IsPart { get; init; }

    public override async ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return null;
        }

        if (!_begun)
        {
            foreach (var key in keys)
            {
                await EnterAsync(key, cancellationToken);
            }

            await EnterListAsync(cancellationToken);
        }

        if (await AtEndAsync(cancellationToken))
        {
            _ended = true;
            if (!IsPart)
            {
                await RequireEndOfDocumentAsync(cancellationToken);
            }

            return null;
        }

        var record = await cursor.CaptureAsync(limits, cancellationToken);
        return record with { Row = ++cursor.Records };
    }

    public override void Dispose() => cursor.Dispose();

    protected override ReadOnlySpan<byte> Ahead => cursor.Ahead;

    /// <summary>Only behind a comma: the first record of the list has none before it, and is read the plain way.</summary>
    protected override bool Find(RecordSkimmer skimmer, ref ReadOnlySpan<byte> rest)
    {
        var ahead = rest.TrimStart(Blanks);
        if (!_begun || ahead.IsEmpty || ahead[0] != (byte)',')
        {
            return false;
        }

        ahead = ahead[1..].TrimStart(Blanks);
        var length = skimmer.Find(ahead[..Math.Min(ahead.Length, limits.MaxBytes)], alone: false);
        rest = ahead[length..];
        return length > 0;
    }

    protected override void StepOver(int records, int bytes) => cursor.StepOver(records, bytes);

    private async ValueTask EnterAsync(string wanted, CancellationToken cancellationToken)
    {
        if ((await cursor.PeekAsync(cancellationToken) ?? throw cursor.CutOff()) != (byte)'{')
        {
            throw NotThere();
        }

        await cursor.TakeAsync('{', '{', cancellationToken);
        var found = new List<string>();
        for (var first = true; ; first = false)
        {
            var key = await cursor.NextKeyAsync(first, cancellationToken) ?? throw NotThere(found);
            if (string.Equals(key, wanted, StringComparison.Ordinal))
            {
                return;
            }

            if (found.Count < 30)
            {
                found.Add(key);
            }

            await cursor.SkipAsync(cancellationToken);
        }
    }

    private async ValueTask EnterListAsync(CancellationToken cancellationToken)
    {
        if ((await cursor.PeekAsync(cancellationToken) ?? throw cursor.CutOff()) != (byte)'[')
        {
            throw new SourceException(SourceFault.Unreadable, $"{file}: what stands under {Written} isn't a list. Set Records to the path of the list of applications.");
        }

        await cursor.TakeAsync('[', '[', cancellationToken);
    }

    private async ValueTask<bool> AtEndAsync(CancellationToken cancellationToken)
    {
        var first = !_begun;
        _begun = true;
        if (!first && await cursor.TakeAsync(',', ']', cancellationToken) == (byte)']')
        {
            return true;
        }

        var next = await cursor.PeekAsync(cancellationToken) ?? throw cursor.CutOff();
        // After a comma as well: a trailing one costs nobody anything.
        if (next == (byte)']')
        {
            await cursor.TakeAsync(']', ']', cancellationToken);
            return true;
        }

        return next is (byte)',' or (byte)'}' or (byte)':' ? throw cursor.Broken("a record must stand here") : false;
    }

    /// <summary>A file cut off behind the list, or with a second list in it, is not the whole of the export.</summary>
    private async ValueTask RequireEndOfDocumentAsync(CancellationToken cancellationToken)
    {
        foreach (var wanted in keys.Reverse())
        {
            while (await cursor.NextKeyAsync(first: false, cancellationToken) is { } key)
            {
                if (string.Equals(key, wanted, StringComparison.Ordinal))
                {
                    throw cursor.Broken($"the key {wanted} stands a second time, and which of them counts can't be known");
                }

                await cursor.SkipAsync(cancellationToken);
            }
        }

        if (await cursor.PeekAsync(cancellationToken) is not null)
        {
            throw cursor.Broken("the list ends, and something follows it");
        }
    }

    private string Written => keys.Count == 0 ? "the root" : string.Join('.', keys);

    private SourceException NotThere(List<string>? found = null) => new(SourceFault.Unreadable,
        $"{file} has no list under {Written}{(found is { Count: > 0 } ? $"; keys found: {string.Join(", ", found)}" : "")}. Set Records to the path of the list of applications, or leave it out to have it found.");
}
