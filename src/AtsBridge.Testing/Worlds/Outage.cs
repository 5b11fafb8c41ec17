namespace AtsBridge.Testing;

/// <summary>A way in which a source as a whole can't be read.</summary>
/// <param name="What">What happens, for messages.</param>
/// <param name="Strike">Makes it happen.</param>
public sealed record Outage(string What, Action Strike);
