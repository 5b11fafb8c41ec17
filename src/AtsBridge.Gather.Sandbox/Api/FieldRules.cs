namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>What values must look like.</summary>
internal static class FieldRules
{
    public static string? Email(BodyFields body)
    {
        if (body.Text("email") is not { Length: > 0 } email)
        {
            return null;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        var domain = email[(at + 1)..];
        var valid = at > 0 && email.Length <= 254 && !domain.Contains('@', StringComparison.Ordinal)
            && domain.Split('.') is { Length: >= 2 } labels && labels.All(label => label.Length > 0)
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
        return valid ? email : throw ApiRefusal.Invalid("email", "must be an e-mail address");
    }

    public static string? Phone(BodyFields body)
    {
        if (body.Text("phone") is not { Length: > 0 } phone)
        {
            return null;
        }

        var valid = phone is ['+', >= '1' and <= '9', ..] && phone.Length is >= 3 and <= 16 && phone[1..].All(char.IsAsciiDigit);
        return valid ? phone : throw ApiRefusal.Invalid("phone", "must be in E.164 format, for example +1234567890");
    }

    public static string? TimeZone(BodyFields body)
    {
        if (body.Text("timezone") is not { Length: > 0 } id)
        {
            return null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId
            ? id
            : throw ApiRefusal.Invalid("timezone", "must be an IANA time zone, for example Europe/Berlin");
    }

    public static Uri? Address(BodyFields body, string field)
    {
        if (body.Text(field) is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw ApiRefusal.Invalid(field, "must be an absolute http or https address");
    }

    /// <summary>A UUID; written in the way that ids are stored.</summary>
    public static string Id(string field, string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id.ToString("D") : throw ApiRefusal.Invalid(field, "must be a UUID");

    public static IReadOnlyList<string>? DeliveryTypes(BodyFields body)
    {
        if (body.Texts("deliveryTypes") is not { } types)
        {
            return null;
        }

        if (types.Count == 0)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "must not be empty; allowed: email, sms");
        }

        if (types.FirstOrDefault(type => type is not ("email" or "sms")) is not null)
        {
            throw ApiRefusal.Invalid("deliveryTypes", "has an unknown value; allowed: email, sms");
        }

        return types.Distinct(StringComparer.Ordinal).Count() == types.Count
            ? types
            : throw ApiRefusal.Invalid("deliveryTypes", "names a value twice");
    }

    public static string Status(BodyFields body)
    {
        var status = body.RequiredText("status");
        return State.InviteStatuses.All.Contains(status, StringComparer.Ordinal)
            ? status
            : throw ApiRefusal.Invalid("status", $"must be one of {string.Join(", ", State.InviteStatuses.All)}");
    }
}
