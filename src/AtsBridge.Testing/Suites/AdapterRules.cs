using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace AtsBridge.Testing;

/// <summary>What the host asks of an adapter's class before it builds one.</summary>
internal static class AdapterRules
{
    internal static void Hold(ConformanceSuite suite, Type adapter, Type contract, Action<string, string> fail)
    {
        var attribute = adapter.GetCustomAttribute<AdapterAttribute>(inherit: false);
        if (attribute is null)
        {
            fail($"{adapter.Name} has no [Adapter]", "[Adapter(\"name\")] on the class");
            return;
        }

        if (attribute.Name.Length == 0 || !attribute.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
        {
            fail($"its name is '{attribute.Name}'", "lower-case letters, digits, '-', '_' and '.', so that it can stand in a configuration");
        }

        if (!adapter.IsVisible || adapter.IsAbstract || adapter.ContainsGenericParameters || !contract.IsAssignableFrom(adapter))
        {
            fail($"{adapter.Name} can't be built, or is no {contract.Name}", $"a public class, neither abstract nor generic, that implements {contract.Name}");
        }

        if (adapter.GetConstructors().Length != 1)
        {
            fail($"{adapter.Name} has {adapter.GetConstructors().Length} public constructors", "one, which takes its settings and what the host offers");
        }

        if (attribute.Settings is { } settings && settings.GetConstructor(Type.EmptyTypes) is null)
        {
            fail($"its settings {settings.Name} have no public constructor without parameters", "properties with init instead of parameters");
        }
    }

    /// <summary>What the host would say to these settings; empty where nothing.</summary>
    internal static IReadOnlyList<string> Faults(object settings)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), found, validateAllProperties: true);
        return [.. found.Select(f => f.ErrorMessage ?? "")];
    }
}
