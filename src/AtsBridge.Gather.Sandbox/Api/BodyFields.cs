using System.Text.Json;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>The fields of a JSON body. Null and absent mean the same; a wrong type is refused with the field's name.</summary>
internal sealed class BodyFields
{
    private const int MaxText = 2048;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JsonElement _root;

    private BodyFields(JsonElement root) => _root = root;

    public static BodyFields Of(ApiRequest request)
    {
        if (request.Body is null)
        {
            throw ApiRefusal.Invalid("body", "is too large");
        }

        if (request.ContentType is not { } type || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiRefusal.Invalid("body", "must be sent as application/json");
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new BodyFields(document.RootElement.Clone())
                : throw ApiRefusal.Invalid("body", "must be a JSON object");
        }
        catch (JsonException)
        {
            throw ApiRefusal.Invalid("body", "is not valid JSON, is nested deeper than 32 levels, or names a field twice");
        }
    }

    public string? Text(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? TextOf(field, value) : throw ApiRefusal.Invalid(field, "must be a string");
        return text.Length <= MaxText ? text : throw ApiRefusal.Invalid(field, $"must not be longer than {MaxText} characters");
    }

    public string RequiredText(string field)
    {
        var text = Text(field);
        return string.IsNullOrWhiteSpace(text) ? throw ApiRefusal.Invalid(field, "is required") : text;
    }

    public bool? Flag(string field) => Find(field)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw ApiRefusal.Invalid(field, "must be true or false"),
    };

    public int? Number(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw ApiRefusal.Invalid(field, "must be a whole number");
    }

    public IReadOnlyList<string>? Texts(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw ApiRefusal.Invalid(field, "must be an array of strings");
        }

        return [.. value.EnumerateArray().Select(item => TextOf(field, item))];
    }

    private JsonElement? Find(string field) =>
        _root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string TextOf(string field, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair passes as JSON and is no text.
            throw ApiRefusal.Invalid(field, "is not valid Unicode");
        }
    }
}
