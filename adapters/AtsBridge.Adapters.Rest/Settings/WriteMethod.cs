namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>The methods by which something is told.</summary>
public enum WriteMethod
{
    /// <summary>A POST: a note, a tag.</summary>
    Post,

    /// <summary>A PUT: the same twice is the same once.</summary>
    Put,

    /// <summary>A PATCH.</summary>
    Patch,
}
