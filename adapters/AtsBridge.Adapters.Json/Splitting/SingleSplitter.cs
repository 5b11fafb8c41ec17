namespace AtsBridge.Adapters.Json.Splitting;

/// <summary>A document that is one record.</summary>
internal sealed class SingleSplitter(JsonCursor cursor, RecordLimits limits) : RecordSplitter
{
    public override async ValueTask<RawRecord?> NextAsync(CancellationToken cancellationToken)
    {
        if (cursor.Records > 0)
        {
            return null;
        }

        var record = await cursor.CaptureAsync(limits, cancellationToken);
        return record with { Row = ++cursor.Records };
    }

    public override void Dispose() => cursor.Dispose();
}
