namespace AtsBridge.Testing;

/// <summary>A read that does not end.</summary>
internal sealed class EndlessReadException(string message) : Exception(message);
