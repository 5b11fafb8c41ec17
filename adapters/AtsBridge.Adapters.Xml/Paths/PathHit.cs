namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>The kinds of a <see cref="PathValue"/>.</summary>
internal enum PathHit
{
    /// <summary>No such element or attribute.</summary>
    Missing,

    /// <summary>It is there and says of itself that it has no value: <c>xsi:nil="true"</c>.</summary>
    Null,

    /// <summary>One value, which may be empty.</summary>
    Value,

    /// <summary>Several, or an element that holds others.</summary>
    Wrong,
}
