using System.Reflection;
using AtsBridge.Hosting.Discovery.Plugins;

namespace AtsBridge.Hosting.Discovery;

/// <summary>What keeps a class with <see cref="AdapterAttribute"/> from being an adapter.</summary>
internal static class AdapterFault
{
    /// <summary>Whether a class says that it is an adapter, be it with the attribute of another copy of the contracts.</summary>
    internal static bool SaysAdapter(Type type)
    {
        try
        {
            return type.IsClass && type.CustomAttributes.Any(a => a.AttributeType.FullName == typeof(AdapterAttribute).FullName);
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException)
        {
            // It has an attribute whose assembly is missing. If it is what a host looks for, it is refused for that, and not overlooked.
            return KindOf(type) is not null;
        }
    }

    internal static AdapterKind? KindOf(Type type) => (Is<ICandidateSource>(type), Is<IInviteSink>(type)) switch
    {
        (true, false) => AdapterKind.Source,
        (false, true) => AdapterKind.Sink,
        _ => null,
    };

    /// <summary>The name in the configuration; that of the class where its attribute can't be read.</summary>
    internal static string NameOf(Type type) => WrittenName(type) ?? type.Name;

    internal static RefusedAdapter Refusal(Type type, string reason) =>
        AdapterAssemblies.Refusal(type.Assembly, type.FullName ?? type.Name, reason) with { Name = WrittenName(type) };

    /// <summary>What is wrong and what to do; null where nothing is.</summary>
    internal static string? Of(Type type)
    {
        try
        {
            return Found(type);
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or BadImageFormatException or MissingMemberException or CustomAttributeFormatException)
        {
            // Looking at a class loads what it names: its settings, the types of its constructor.
            return $"it can't be looked at: {AdapterAssemblies.OneLine(exception)} Put the missing assembly beside it, or rebuild it against this version."
                + BuiltAgainst.OtherContracts(type.Assembly);
        }
    }

    private static string? Found(Type type)
    {
        if (type.GetCustomAttribute<AdapterAttribute>(inherit: false) is not { } attribute)
        {
            return type.CustomAttributes.Any(a => a.AttributeType.FullName == typeof(AdapterAttribute).FullName)
                ? "it was loaded with a copy of AtsBridge.Abstractions of its own. Remove that copy from beside it."
                : "it has no [Adapter] attribute. Put [Adapter(\"name\")] on the class.";
        }

        return NameFault(attribute.Name) ?? ClassFault(type) ?? SettingsFault(attribute.Settings);
    }

    private static string? NameFault(string? name) =>
        string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            ? $"its name '{name}' can't stand in a configuration. Use lower-case letters, digits, '-', '_' and '.'."
            : null;

    private static string? ClassFault(Type type)
    {
        if (Is<ICandidateSource>(type) && Is<IInviteSink>(type))
        {
            return "it implements ICandidateSource and IInviteSink. Make two classes of it: a configuration must be able to tell them apart.";
        }

        if (KindOf(type) is null)
        {
            return "it implements neither ICandidateSource nor IInviteSink. Implement one, or remove [Adapter].";
        }

        if (type.IsAbstract)
        {
            return "it is abstract. Put [Adapter] on the class that derives from it.";
        }

        if (type.ContainsGenericParameters)
        {
            return "it is generic, so that nobody knows what to build. Put [Adapter] on a class without type parameters.";
        }

        if (!type.IsVisible)
        {
            return "it is not public, nor is it seen from outside. Make the class, and those around it, public.";
        }

        // Asking for the parameters loads their types: what is missing shows here, and not first when a source is built.
        return type.GetConstructors().Select(c => c.GetParameters()).ToList().Count == 0
            ? "it has no public constructor. Give it one that takes its settings."
            : null;
    }

    private static string? SettingsFault(Type? settings)
    {
        if (settings is null)
        {
            return null;
        }

        if (settings.IsAbstract || settings.ContainsGenericParameters || !settings.IsClass)
        {
            return $"its settings type {settings.Name} can't be made: it must be a class or record that is neither abstract nor generic.";
        }

        return settings.GetConstructor(Type.EmptyTypes) is null
            ? $"its settings type {settings.Name} has no public constructor without parameters. Use properties with init instead of parameters."
            : null;
    }

    private static string? WrittenName(Type type)
    {
        try
        {
            return type.GetCustomAttribute<AdapterAttribute>(inherit: false)?.Name;
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or CustomAttributeFormatException)
        {
            return null; // Its settings can't be loaded, which is what it is refused for.
        }
    }

    private static bool Is<TContract>(Type type) => typeof(TContract).IsAssignableFrom(type);
}
