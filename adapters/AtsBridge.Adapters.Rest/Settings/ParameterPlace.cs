namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>Where a parameter is written.</summary>
public enum ParameterPlace
{
    /// <summary>In the address, behind the question mark.</summary>
    Query,

    /// <summary>As a key of the JSON body.</summary>
    Body,
}
