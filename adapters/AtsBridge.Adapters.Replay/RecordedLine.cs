using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtsBridge.Adapters.Replay;

/// <summary>One line of a recording: one of a record, a rejected one, the end of a page, and the end of the set.</summary>
internal sealed record RecordedLine
{
    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public SourceRecord? Record { get; init; }

    public RejectedRecord? Rejected { get; init; }

    /// <summary>How many records the page held that ends here.</summary>
    public int? Page { get; init; }

    /// <summary>How many records the set held that ends here.</summary>
    public long? End { get; init; }

    private bool IsOne => Record is { Attributes: not null } || Rejected is { Reason: not null } || (Record is null && Rejected is null && (Page is not null || End is not null));

    /// <exception cref="SourceException">It is no line of a recording.</exception>
    public static RecordedLine Parse(string text, string file, int number)
    {
        try
        {
            if (JsonSerializer.Deserialize<RecordedLine>(text, Style) is { IsOne: true } line)
            {
                return line;
            }
        }
        catch (JsonException)
        {
            // What the library says of it may quote the line.
        }

        throw new SourceException(SourceFault.Unreadable, FormattableString.Invariant($"{file} line {number} is no line of a recording: it was damaged or edited. Record again, or restore it."));
    }
}
