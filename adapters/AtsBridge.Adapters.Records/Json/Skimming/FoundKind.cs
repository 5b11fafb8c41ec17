namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>The kinds of a <see cref="FoundValue"/>.</summary>
internal enum FoundKind
{
    /// <summary>No value, or none that this room reads.</summary>
    None,

    /// <summary>Its bytes are its text.</summary>
    Plain,

    /// <summary>A text with escapes in it.</summary>
    Escaped,

    /// <summary>A null.</summary>
    Null,

    /// <summary>An object or a list.</summary>
    Nested,
}
