using PhoneNumbers;

namespace AtsBridge.Routing;

/// <summary>Phone numbers as people write them, in E.164.</summary>
public static class PhoneNumberNormalizer
{
    /// <summary>The longest text worth parsing; longer ones are notes, not numbers.</summary>
    private const int MaxLength = 60;

    /// <summary>The number in E.164; null where it is not a valid number.</summary>
    /// <param name="raw">As the source wrote it.</param>
    /// <param name="defaultRegion">ISO 3166 region for numbers without a country code, such as <c>US</c>; null: none are accepted.</param>
    public static string? ToE164(string? raw, string? defaultRegion)
    {
        if (string.IsNullOrWhiteSpace(raw) || raw.Length > MaxLength)
        {
            return null;
        }

        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(raw, defaultRegion?.ToUpperInvariant());
            // An extension can't be reached by a text message, and leaving it out would reach somebody else.
            return numbers.IsValidNumber(number) && !number.HasExtension ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether a region is one that numbers can be read in.</summary>
    /// <param name="region">Two letters, such as <c>GB</c>.</param>
    public static bool IsRegion(string region) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(region.ToUpperInvariant());
}
