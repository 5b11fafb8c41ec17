namespace AtsBridge.Adapters.First;

public sealed record StumblingSettings
{
    public StumblingSettings() => throw new InvalidOperationException("key qapi_hidden");

    public string Path { get; init; } = "";
}
