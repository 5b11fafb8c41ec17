using System.ComponentModel;
using System.Globalization;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>Reads single values strictly: what .NET would take for something that nobody meant is refused.</summary>
internal static class ScalarText
{
    internal static bool Handles(Type type) => type == typeof(string) || type.IsEnum || type.IsPrimitive
        || (!typeof(System.Collections.IEnumerable).IsAssignableFrom(type) && TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)));

    internal static bool TryRead(Type type, string text, out object? value)
    {
        value = null;
        if (type == typeof(string))
        {
            value = text;
        }
        else if (type == typeof(char))
        {
            value = text.Length == 1 ? text[0] : null;
        }
        else if (type.IsEnum)
        {
            value = Enum.GetNames(type).FirstOrDefault(n => string.Equals(n, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name
                ? Enum.Parse(type, name) : null;
        }
        else if (type == typeof(TimeSpan))
        {
            value = Duration(text.Trim());
        }
        else if (type == typeof(Uri))
        {
            value = Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out var uri) && text.Trim().Length > 0 ? uri : null;
        }
        else
        {
            value = Converted(type, text.Trim());
        }

        return value is not null;
    }

    /// <summary>What may be written, to follow "must be".</summary>
    internal static string Allowed(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(TimeSpan) => "a duration as hours:minutes:seconds, such as 00:05:00, with days in front where there are some (1.00:00:00)",
        _ when type == typeof(Uri) => "an address, such as https://example.com/path",
        _ when type == typeof(Guid) => "a UUID, such as 5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41",
        TypeCode.Boolean => "true or false",
        TypeCode.Char => "a single character",
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a number, such as 0.5",
        TypeCode.String => "text",
        >= TypeCode.SByte and <= TypeCode.UInt64 => $"a whole number from {Limit(type, "MinValue")} to {Limit(type, "MaxValue")}",
        _ => $"a {type.Name}",
    };

    /// <summary>A suggestion where one of a closed list was meant; empty otherwise.</summary>
    internal static string Question(Type type, string text) =>
        type.IsEnum ? ClosestName.Question(text.Trim(), Enum.GetNames(type)) : "";

    /// <summary>Exactly: left to itself .NET takes "5" for five days and "24:00:00" for twenty-four.</summary>
    private static TimeSpan? Duration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span)
            ? span : null;

    private static object? Converted(Type type, string text)
    {
        try
        {
            // A comma would be taken for a separator of thousands: 1,5 would be fifteen.
            if (type.IsPrimitive || type == typeof(decimal))
            {
                return text.Contains(',', StringComparison.Ordinal) ? null : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
            }

            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException or ArgumentException or NotSupportedException)
        {
            return null; // The caller reports the value and what is allowed, which says more than the exception.
        }
    }

    private static string? Limit(Type type, string name) => Convert.ToString(type.GetField(name)?.GetValue(null), CultureInfo.InvariantCulture);
}
