namespace AtsBridge.Erasure;

/// <summary>What a sink has of a person. It is the sink's own, and is not erased by us.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="PersonReference">Its id of the person.</param>
/// <param name="InviteReference">Its id of an invite; null where it knows the person alone.</param>
public sealed record SinkCopy(string Sink, string? PersonReference, string? InviteReference);
