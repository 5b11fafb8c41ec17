namespace AtsBridge.Adapters.Records.Json.Paths;

/// <summary>The kinds of a <see cref="PathValue"/>.</summary>
internal enum PathHit
{
    /// <summary>A key on the way is not there.</summary>
    Missing,

    /// <summary>A null, at the end or on the way; or a list that is there and has no such element.</summary>
    Null,

    /// <summary>One value.</summary>
    Value,

    /// <summary>An object, several values, or a key that stands twice.</summary>
    Wrong,
}
