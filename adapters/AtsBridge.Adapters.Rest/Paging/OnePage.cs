using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>There is nothing behind the first page.</summary>
internal sealed class OnePage(PagingSettings settings) : Pager(settings)
{
    protected override Call? Behind(Call first, Page page) => null;
}
