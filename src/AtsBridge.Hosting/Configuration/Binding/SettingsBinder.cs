using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>
/// Fills settings from the configuration, key by key. Unlike Microsoft's binder it knows where it is: a key that no property has
/// and a value that doesn't convert are reported with their path, and a list replaces the default instead of adding to it.
/// </summary>
internal sealed class SettingsBinder(ProblemList problems, KeySpelling spelling)
{
    private readonly SettingsValidation _validation = new(problems);

    /// <summary>Fills an object of a type. There is always one, as good as it could be read; what is wrong with it is on the list.</summary>
    /// <param name="type">The settings type.</param>
    /// <param name="children">The keys.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="alsoAllowed">Keys that are allowed there too and read elsewhere; named among the allowed ones.</param>
    internal object Object(Type type, IEnumerable<IConfigurationSection> children, string path, IReadOnlyCollection<string>? alsoAllowed = null) =>
        Fill(type, existing: null, [.. children], path, alsoAllowed ?? []);

    private object Fill(Type type, object? existing, IReadOnlyList<IConfigurationSection> children, string path, IReadOnlyCollection<string> alsoAllowed)
    {
        var shape = ObjectShape.Of(type);
        var target = ObjectShape.Target(type, existing);
        var byKey = children.ToDictionary(c => c.Key, StringComparer.OrdinalIgnoreCase);
        UnknownKeys(shape, children, path, alsoAllowed);
        foreach (var (key, property) in shape.Properties)
        {
            var place = ConfigurationPath.Combine(path, key);
            if (byKey.GetValueOrDefault(key) is { } section && !IsNull(section))
            {
                SetProperty(target, property, section);
            }
            else if (ObjectShape.IsRequired(property))
            {
                _validation.Missing(place, property);
            }
            else
            {
                _validation.Default(property.GetValue(target), place);
            }
        }

        _validation.Check(target, shape, byKey, path);
        return target;
    }

    private void SetProperty(object target, PropertyInfo property, IConfigurationSection section)
    {
        if (TryRead(property.PropertyType, section, property.GetValue(target), out var value))
        {
            property.SetValue(target, value);
        }
    }

    private bool TryRead(Type declared, IConfigurationSection section, object? existing, out object? value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        value = null;
        if (type == typeof(IConfigurationSection))
        {
            value = section;
        }
        else if (ScalarText.Handles(type))
        {
            return TryScalar(type, section, out value);
        }
        else if (CollectionShape.Dictionary(type) is { } entry)
        {
            return TryDictionary(type, entry.Key, entry.Value, section, out value);
        }
        else if (CollectionShape.Item(type) is { } item)
        {
            return TryList(type, item, section, out value);
        }
        else if (ObjectShape.CanMake(type))
        {
            return TryObject(type, section, existing, out value);
        }
        else
        {
            return Unfit(type, section);
        }

        return true;
    }

    private bool TryScalar(Type type, IConfigurationSection section, out object? value)
    {
        value = null;
        if (section.Value is not { } text)
        {
            return Wrong(section, $"A list or an object stands here; it must be {ScalarText.Allowed(type)}. (A key can't contain a colon.)");
        }

        // What the documentation has in the place of a secret would be taken for the secret: webhooks signed with it would be believed.
        if (text.Trim() == Secrets.Placeholder)
        {
            return Wrong(section, $"This is still the placeholder of the documentation. Set the environment variable {Variable(section.Path)}.");
        }

        return ScalarText.TryRead(type, text, out value)
            || Wrong(section, Secrets.IsSecret(section.Path)
                ? $"The value must be {ScalarText.Allowed(type)}."
                : $"'{text}' is not allowed; it must be {ScalarText.Allowed(type)}.{ScalarText.Question(type, text)}");
    }

    private bool TryList(Type type, Type item, IConfigurationSection section, out object? value)
    {
        value = null;
        var children = section.GetChildren().ToList();
        var items = new List<object?>();
        if (children.Exists(c => !c.Key.All(char.IsAsciiDigit)))
        {
            return Wrong(section, $"An object with the keys {Listed(children.Select(c => c.Key))} stands here; it must be a list: [ … ].");
        }

        // One value without brackets is a list of one; an empty list arrives as an empty text.
        if (children.Count == 0 && !string.IsNullOrEmpty(section.Value))
        {
            children.Add(section);
        }

        var complete = true;
        foreach (var child in children)
        {
            if (IsNull(child) && !IsObject(item))
            {
                complete = Wrong(child, "An item of a list can't be null. Remove it, or give it a value.");
            }
            else if (ReadItem(item, child, section, out var read))
            {
                items.Add(read);
            }
            else
            {
                complete = false;
            }
        }

        value = complete ? CollectionShape.NewList(type, item, items) : null;
        return complete && (value is not null || Unfit(type, section));
    }

    private bool ReadItem(Type item, IConfigurationSection child, IConfigurationSection list, out object? read)
    {
        if (ReferenceEquals(child, list) && !ScalarText.Handles(Nullable.GetUnderlyingType(item) ?? item))
        {
            read = null;
            return Wrong(child, "A single value stands here; it must be a list of objects: [ { … } ].");
        }

        return TryRead(item, child, existing: null, out read);
    }

    private bool TryDictionary(Type type, Type keyType, Type valueType, IConfigurationSection section, out object? value)
    {
        value = null;
        var children = spelling.Children(section).ToList();
        if (children.Count == 0 && !string.IsNullOrEmpty(section.Value))
        {
            return Wrong(section, $"'{section.Value}' stands here; it must be an object: {{ \"name\": … }}.");
        }

        if (IsList(children))
        {
            return Wrong(section, "A list stands here; it must be an object with a name for each entry: { \"name\": … }.");
        }

        if (CollectionShape.NewDictionary(type, keyType, valueType) is not { } made)
        {
            return Unfit(type, section);
        }

        var complete = true;
        foreach (var child in children.Where(c => !IsNull(c) || IsObject(valueType)))
        {
            if (!ScalarText.TryRead(keyType, child.Key, out var key) || key is null)
            {
                complete = Wrong(child, $"The key '{child.Key}' is not allowed; it must be {ScalarText.Allowed(keyType)}.");
            }
            else if (TryRead(valueType, child, existing: null, out var read))
            {
                made[key] = read;
            }
            else
            {
                complete = false;
            }
        }

        value = made;
        return complete || made.Count > 0;
    }

    private bool TryObject(Type type, IConfigurationSection section, object? existing, out object? value)
    {
        value = null;
        var children = section.GetChildren().ToList();
        var keys = Listed(ObjectShape.Of(type).Properties.Keys);
        if (section.Value is not null)
        {
            return Wrong(section, $"A single value stands here; it must be an object with the keys {keys}.");
        }

        if (IsList(children))
        {
            return Wrong(section, $"A list stands here; it must be an object with the keys {keys}.");
        }

        value = Fill(type, existing, children, section.Path, []);
        return true;
    }

    private void UnknownKeys(ObjectShape shape, IReadOnlyList<IConfigurationSection> children, string path, IReadOnlyCollection<string> alsoAllowed)
    {
        var allowed = shape.Properties.Keys.Concat(alsoAllowed).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var free = allowed.Where(a => !children.Any(c => string.Equals(c.Key, a, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var child in children.Where(c => !shape.Properties.ContainsKey(c.Key)))
        {
            // Never the value: a misspelt ApiKey is a key all the same.
            var closest = ClosestName.Of(child.Key, free);
            problems.Error(child.Path, null, $"'{child.Key}' is not a key here.{ClosestName.Question(child.Key, free)} "
                + (allowed.Count == 0 ? "No keys are allowed here: remove it." : $"Allowed: {string.Join(", ", allowed)}."));
            foreach (var meant in closest)
            {
                problems.Excuse(ConfigurationPath.Combine(path, meant));
            }
        }
    }

    private bool Wrong(IConfigurationSection section, string message)
    {
        problems.Error(section.Path, section.Value, message);
        return false;
    }

    private bool Unfit(Type type, IConfigurationSection section) =>
        Wrong(section, $"The adapter's settings have the type {type} here, which can't be filled from a configuration. Tell the adapter's author.");

    internal static bool IsNull(IConfigurationSection section) => section.Value is null && !section.GetChildren().Any();

    /// <summary>An empty object arrives like a null. Where objects stand it is one with everything missing, and must say so.</summary>
    private static bool IsObject(Type type) =>
        !ScalarText.Handles(Nullable.GetUnderlyingType(type) ?? type) && CollectionShape.Dictionary(type) is null && CollectionShape.Item(type) is null
        && ObjectShape.CanMake(type);

    internal static string Variable(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether the keys are those of a list: 0, 1, 2 …</summary>
    private static bool IsList(List<IConfigurationSection> children) =>
        children.Count > 0 && children.Select(c => c.Key).Order(StringComparer.Ordinal)
            .SequenceEqual(Enumerable.Range(0, children.Count).Select(i => $"{i}").Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
