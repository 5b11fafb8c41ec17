using System.Globalization;
using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>Pages by number, or by how many records have come.</summary>
internal sealed class CountingPager(PagingSettings settings) : Pager(settings)
{
    private readonly JsonPath? _pages = Path(settings.Pages);
    private readonly JsonPath? _total = Path(settings.Total);

    public override Call First(Call call) => With(call, Settings.Style == PagingStyle.Page ? Settings.First : 0);

    protected override Call? Behind(Call first, Page page)
    {
        // A total that is too low would cut the rest off without a word, so an empty page ends the list whatever the total says, and
        // a total ends it only where it is reached.
        if (page.Records == 0 || page.Records < Settings.FullPage || Number(page, _total) <= page.RecordsSoFar || Number(page, _pages) <= page.Number)
        {
            return null;
        }

        return With(first, Settings.Style == PagingStyle.Page ? Settings.First + page.Number : page.RecordsSoFar);
    }

    private Call With(Call call, long value) => Addresses.With(call, Settings.Parameter!, value.ToString(CultureInfo.InvariantCulture), Settings.In);

    private static long? Number(Page page, JsonPath? path) =>
        long.TryParse(page.Envelope.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
