using AtsBridge.Adapters.Records.Json.Paths;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>The address of the next page stands in the body.</summary>
internal sealed class NextUrlPager(PagingSettings settings, Addresses addresses) : Pager(settings)
{
    private readonly JsonPath _next = JsonPath.Parse(settings.Next!);

    protected override Call? Behind(Call first, Page page) =>
        page.Envelope.Text(_next) is { } next && !string.IsNullOrWhiteSpace(next) ? addresses.Follow(page.Answer.Call, next) : null;
}
