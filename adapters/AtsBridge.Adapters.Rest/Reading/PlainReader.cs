using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Rest.Paging;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>Records that hold all that is read of them. Those that are known are stepped over without parsing them.</summary>
internal sealed class PlainReader(RestSettings settings) : PageReader
{
    public override async IAsyncEnumerable<bool> ReadAsync(Page page, RecordPlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var records = Split(page, settings, out var cursor);
        cursor.Records = place.Rows;
        while (true)
        {
            records.Skim(place.Skimmer);
            if (!place.Page.IsFull)
            {
                if (await records.NextAsync(cancellationToken) is not { } raw)
                {
                    break;
                }

                place.Reader.Read(raw);
            }

            if (place.Page.IsFull)
            {
                yield return true;
            }
        }

        if (!page.Envelope.IsClosed)
        {
            page.Envelope.Close(page.List.Length - cursor.Ahead.Length);
        }

        page.Records = cursor.Records - place.Rows;
        place.Rows = cursor.Records;
    }
}
