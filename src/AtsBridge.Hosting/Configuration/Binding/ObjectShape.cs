using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>The keys that a class of settings has.</summary>
internal sealed class ObjectShape
{
    private ObjectShape(IReadOnlyDictionary<string, PropertyInfo> properties) => Properties = properties;

    /// <summary>Key to property, without regard to case.</summary>
    internal IReadOnlyDictionary<string, PropertyInfo> Properties { get; }

    internal static ObjectShape Of(Type type)
    {
        var properties = new Dictionary<string, PropertyInfo>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                properties.TryAdd(property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name, property);
            }
        }

        return new(properties);
    }

    /// <summary>Whether an object of the type can be made of keys and values.</summary>
    internal static bool CanMake(Type type) =>
        type != typeof(object) && !type.IsAbstract && !type.ContainsGenericParameters && !typeof(Delegate).IsAssignableFrom(type)
        && (type.IsValueType || type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes) is not null);

    internal static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute), inherit: false);

    /// <summary>
    /// What the keys are written into: the default that the author gave, so that what isn't written keeps its value. A record is
    /// copied first, because its default may be one that all instances share.
    /// </summary>
    internal static object Target(Type type, object? existing)
    {
        if (existing is null || existing.GetType() != type)
        {
            return Activator.CreateInstance(type, nonPublic: true) ?? throw new InvalidOperationException($"{type} could not be made.");
        }

        return type.GetMethod("<Clone>$")?.Invoke(existing, null) ?? existing;
    }
}
