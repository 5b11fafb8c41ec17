using AtsBridge.Adapters.Records.Json.Skimming;

namespace AtsBridge.Adapters.Records.Json.Splitting;

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

    protected override ReadOnlySpan<byte> Ahead => [];

    protected override bool Find(RecordSkimmer skimmer, ref ReadOnlySpan<byte> rest) => false;

    protected override void StepOver(int records, int bytes) => throw new NotSupportedException("There is only one record.");
}
