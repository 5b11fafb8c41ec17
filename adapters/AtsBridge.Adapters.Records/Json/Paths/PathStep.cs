using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AtsBridge.Adapters.Records.Json.Paths;

/// <summary>One step of a <see cref="JsonPath"/>. A closed list.</summary>
internal abstract record PathStep
{
    private PathStep()
    {
    }

    /// <summary>Into the value of a key.</summary>
    public sealed record Key(string Name) : PathStep
    {
        private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Name);

        /// <summary>The name as it stands in a file.</summary>
        public ReadOnlySpan<byte> Utf8 => _utf8;

        /// <summary>The value of the key; <paramref name="times"/> says how often the key stands in the object.</summary>
        public JsonElement Find(JsonElement parent, out int times)
        {
            // Not TryGetProperty: it takes the last of two equal keys, and which of two stages is right can't be known.
            times = 0;
            JsonElement found = default;
            foreach (var property in parent.EnumerateObject())
            {
                if (!property.NameEquals(_utf8))
                {
                    continue;
                }

                if (times++ == 0)
                {
                    found = property.Value;
                }
            }

            return found;
        }
    }

    /// <summary>Into one element of a list, from 0.</summary>
    public sealed record Index(int Number) : PathStep;

    /// <summary>Into every element of a list.</summary>
    public sealed record Every : PathStep;

    /// <summary>Into the elements of a list in which a key has a value.</summary>
    public sealed record Where(IReadOnlyList<Key> Keys, string Value, bool IsText) : PathStep
    {
        public bool Matches(JsonElement element)
        {
            foreach (var key in Keys)
            {
                if (element.ValueKind != JsonValueKind.Object)
                {
                    return false;
                }

                element = key.Find(element, out var times);
                if (times != 1)
                {
                    return false;
                }
            }

            return element.ValueKind switch
            {
                JsonValueKind.String => IsText && element.ValueEquals(Value),
                JsonValueKind.Number => !IsText && string.Equals(element.GetRawText(), Value, StringComparison.Ordinal),
                JsonValueKind.True => !IsText && string.Equals(Value, "true", StringComparison.Ordinal),
                JsonValueKind.False => !IsText && string.Equals(Value, "false", StringComparison.Ordinal),
                JsonValueKind.Null => !IsText && string.Equals(Value, "null", StringComparison.Ordinal),
                _ => false,
            };
        }
    }

    /// <summary>The step as it would be written after others.</summary>
    public string Written => this switch
    {
        Key key when key.Name.AsSpan().IndexOfAny(".[]'\"") < 0 => "." + key.Name,
        Key key => $"['{key.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']",
        Index index => string.Create(CultureInfo.InvariantCulture, $"[{index.Number}]"),
        Every => "[*]",
        _ => "[?()]",
    };
}
