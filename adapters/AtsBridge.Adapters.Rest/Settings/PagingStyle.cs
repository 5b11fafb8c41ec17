namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How an API leads from one page of a list to the next.</summary>
public enum PagingStyle
{
    /// <summary>There is one page.</summary>
    None,

    /// <summary>A <c>Link</c> header names the address of the next page; the last page has none.</summary>
    Link,

    /// <summary>The body holds the address of the next page; the last page has none.</summary>
    NextUrl,

    /// <summary>The body holds a cursor that goes with the next request; the last page has none.</summary>
    Cursor,

    /// <summary>Pages are numbered.</summary>
    Page,

    /// <summary>The next page begins behind the records that came.</summary>
    Offset,
}
