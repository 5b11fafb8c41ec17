namespace AtsBridge.Adapters.Records.Fields;

/// <summary>The kinds of a <see cref="PathValue"/>.</summary>
internal enum PathHit
{
    /// <summary>A key, element or attribute on the way is not there.</summary>
    Missing,

    /// <summary>A null, at the end or on the way; a list that is there and has no such element; an element that says of itself that it has no value.</summary>
    Null,

    /// <summary>One value, which may be empty.</summary>
    Value,

    /// <summary>What holds other values, several values, or a key that stands twice.</summary>
    Wrong,
}
