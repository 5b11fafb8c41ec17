namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>What stands in <see cref="RecordNodes"/>, one behind the other.</summary>
internal enum NodeKind
{
    /// <summary>An element begins: its name.</summary>
    Start,

    /// <summary>An attribute of the element that began last: its name.</summary>
    Attribute,

    /// <summary>The namespace of the name before it, where that counts.</summary>
    Namespace,

    /// <summary>The value of the attribute before it.</summary>
    Value,

    /// <summary>Text in the element.</summary>
    Text,

    /// <summary>The element that began last ends.</summary>
    End,
}
