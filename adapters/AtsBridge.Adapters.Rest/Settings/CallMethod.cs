namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>The methods by which APIs are read.</summary>
public enum CallMethod
{
    /// <summary>A GET.</summary>
    Get,

    /// <summary>A POST that only reads and has its parameters in a JSON body.</summary>
    Post,
}
