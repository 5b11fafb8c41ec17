namespace AtsBridge;

/// <summary>
/// Names an adapter, so that a configuration can say <c>"Adapter": "csv"</c>. It stands on a public, sealed class that
/// implements <see cref="ICandidateSource"/> or <see cref="IInviteSink"/>; the host finds it by scanning.
/// </summary>
/// <param name="name">The name in the configuration: lower case, unique among sources and among sinks.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdapterAttribute(string name) : Attribute
{
    /// <summary>The name in the configuration.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The type of the settings that the constructor takes. The host binds <c>Options</c> to it, refuses keys that it does not
    /// have, and validates its DataAnnotations before anything starts. Null: the adapter has no settings.
    /// </summary>
    public Type? Settings { get; init; }
}
