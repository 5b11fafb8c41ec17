using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>Runs the DataAnnotations of settings, each with the path of what it is about.</summary>
internal sealed class SettingsValidation(ProblemList problems)
{
    /// <summary>Deeper defaults are not settings that people write; it also ends a default that holds itself.</summary>
    private const int DeepestDefault = 16;

    internal void Missing(string path, PropertyInfo property)
    {
        if (problems.Has(path))
        {
            return;
        }

        var how = Secrets.IsSecret(path)
            ? $"Set the environment variable {SettingsBinder.Variable(path)}."
            : $"Add \"{property.Name}\": {Hint(property.PropertyType)}.";
        problems.Error(path, null, $"{property.Name} is missing. {how}");
    }

    /// <summary>Checks an object that was filled: the attributes of its properties, then its own rules.</summary>
    internal void Check(object target, ObjectShape shape, IReadOnlyDictionary<string, IConfigurationSection> written, string path)
    {
        foreach (var (key, property) in shape.Properties)
        {
            Property(target, property, written.GetValueOrDefault(key)?.Value, ConfigurationPath.Combine(path, key));
        }

        foreach (var attribute in target.GetType().GetCustomAttributes<ValidationAttribute>(inherit: true))
        {
            Report(attribute.GetValidationResult(target, new ValidationContext(target)), path, written);
        }

        if (target is IValidatableObject own)
        {
            OwnRules(own, path, written);
        }
    }

    /// <summary>Checks a default that nothing was written into: a setting in it may be required all the same.</summary>
    internal void Default(object? value, string path, int depth = 0)
    {
        if (value is null || depth > DeepestDefault || value is IConfigurationSection or System.Collections.IEnumerable
            || ScalarText.Handles(value.GetType()) || !ObjectShape.CanMake(value.GetType()))
        {
            return;
        }

        var shape = ObjectShape.Of(value.GetType());
        foreach (var (key, property) in shape.Properties)
        {
            Default(property.GetValue(value), ConfigurationPath.Combine(path, key), depth + 1);
        }

        Check(value, shape, new Dictionary<string, IConfigurationSection>(StringComparer.Ordinal), path);
    }

    private void Property(object target, PropertyInfo property, string? written, string path)
    {
        var attributes = property.GetCustomAttributes<ValidationAttribute>(inherit: true).ToList();
        if (attributes.Count == 0 || problems.Has(path))
        {
            return;
        }

        var value = property.GetValue(target);
        var context = new ValidationContext(target) { MemberName = property.Name };
        foreach (var attribute in attributes.OrderBy(a => a is RequiredAttribute ? 0 : 1))
        {
            if (attribute.GetValidationResult(value, context) is not { } fault)
            {
                continue;
            }

            if (attribute is RequiredAttribute)
            {
                Missing(path, property);
                return;
            }

            problems.Error(path, written, Message(attribute, property, written, path, fault));
        }
    }

    private static string Message(ValidationAttribute attribute, PropertyInfo property, string? written, string path, ValidationResult fault)
    {
        var quoted = written is null || Secrets.IsSecret(path) ? "" : $"'{written}' is not allowed: ";
        return attribute is RangeAttribute { ErrorMessage: null, ErrorMessageResourceName: null } range
            ? $"{quoted}{property.Name} must be from {range.Minimum} to {range.Maximum}."
            : quoted + fault.ErrorMessage;
    }

    private void OwnRules(IValidatableObject own, string path, IReadOnlyDictionary<string, IConfigurationSection> written)
    {
        // An author may rely on every attribute having held, as the framework's validator promises. With something wrong already
        // the rules still run, so that everything is said at once; if they then stumble over it, it has been reported.
        var sound = !problems.Has(path);
        try
        {
            foreach (var fault in own.Validate(new ValidationContext(own)))
            {
                Report(fault, path, written);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (sound)
            {
                problems.Error(path, null, $"The adapter failed while checking these settings ({exception.GetType().Name}). Tell the adapter's author.");
            }
        }
    }

    private void Report(ValidationResult? fault, string path, IReadOnlyDictionary<string, IConfigurationSection> written)
    {
        if (fault is null)
        {
            return;
        }

        var members = fault.MemberNames.Where(m => !string.IsNullOrEmpty(m)).DefaultIfEmpty(null);
        foreach (var member in members)
        {
            var place = member is null ? path : ConfigurationPath.Combine(path, member.Replace('.', ':'));
            if (member is null || !problems.Has(place))
            {
                problems.Error(place, member is null ? null : written.GetValueOrDefault(member)?.Value, fault.ErrorMessage ?? "The adapter refuses this setting.");
            }
        }
    }

    private static string Hint(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "\"…\"" : ScalarText.Handles(plain) ? ScalarText.Allowed(plain)
            : CollectionShape.Dictionary(plain) is not null ? "an object with a name for each entry"
            : CollectionShape.Item(plain) is not null ? "a list"
            : $"an object with the keys {string.Join(", ", ObjectShape.Of(plain).Properties.Keys)}";
    }
}
