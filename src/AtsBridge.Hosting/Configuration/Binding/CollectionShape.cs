using System.Collections;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>The lists and dictionaries that settings may have, and how one is made.</summary>
internal static class CollectionShape
{
    /// <summary>The type of the values, where the type is a dictionary with text or enum keys.</summary>
    internal static (Type Key, Type Value)? Dictionary(Type type)
    {
        var arguments = new[] { type }.Concat(type.GetInterfaces())
            .FirstOrDefault(t => t.IsGenericType && (t.GetGenericTypeDefinition() == typeof(IDictionary<,>)
                || t.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)))?.GetGenericArguments();
        return arguments is null ? null : (arguments[0], arguments[1]);
    }

    /// <summary>The type of the items, where the type is a list, an array or a set.</summary>
    internal static Type? Item(Type type)
    {
        if (type == typeof(string) || Dictionary(type) is not null)
        {
            return null;
        }

        return type.IsArray
            ? type.GetElementType()
            : new[] { type }.Concat(type.GetInterfaces())
                .FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }

    /// <summary>A dictionary that compares text keys without regard to case, as the configuration does; null where the type can't be made.</summary>
    internal static IDictionary? NewDictionary(Type type, Type key, Type value)
    {
        var made = typeof(Dictionary<,>).MakeGenericType(key, value);
        if (!type.IsAssignableFrom(made))
        {
            return null;
        }

        return (IDictionary?)(key == typeof(string)
            ? Activator.CreateInstance(made, StringComparer.OrdinalIgnoreCase)
            : Activator.CreateInstance(made));
    }

    /// <summary>The items as a list, an array or a set, as the type asks; null where the type can't be made.</summary>
    internal static object? NewList(Type type, Type item, IReadOnlyList<object?> items)
    {
        var array = Array.CreateInstance(item, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            array.SetValue(items[i], i);
        }

        if (type.IsArray)
        {
            return array;
        }

        var made = new[] { typeof(List<>), typeof(HashSet<>) }.Select(t => t.MakeGenericType(item)).FirstOrDefault(type.IsAssignableFrom);
        return made is null ? null : Activator.CreateInstance(made, array);
    }
}
