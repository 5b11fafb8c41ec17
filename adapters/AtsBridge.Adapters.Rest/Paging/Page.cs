using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Answer">The answer that it came in.</param>
/// <param name="Envelope">What is around its list.</param>
/// <param name="Number">Which page, from 1.</param>
internal sealed record Page(Answer Answer, Envelope Envelope, int Number)
{
    /// <summary>The bytes of its list.</summary>
    public ReadOnlyMemory<byte> List => Envelope.List!.Value;

    /// <summary>How many records are in its list. Known once they were read.</summary>
    public long Records { get; set; }

    /// <summary>How many were on this page and those before it.</summary>
    public long RecordsSoFar { get; set; }
}
