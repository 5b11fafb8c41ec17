namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>
/// What the records of an export have in common, byte for byte: all of a record but its values. A record of the same shape as one
/// that was read has the same keys in the same places, each once, so its values are known without parsing it.
/// </summary>
/// <param name="parts">The pieces, in order.</param>
/// <param name="end">What follows the last value.</param>
/// <param name="valueOf">For each field the value that it takes; -1 where it takes none.</param>
internal sealed class RecordShape(ShapePart[] parts, byte[] end, int[] valueOf)
{
    /// <summary>For each field the value that it takes; -1 where the record has none.</summary>
    public ReadOnlySpan<int> ValueOf => valueOf;

    /// <summary>Whether a record of this shape stands at the beginning.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="values">Where its values go.</param>
    /// <returns>The length of the record; 0 where it isn't one, or isn't for certain.</returns>
    public int Match(ReadOnlySpan<byte> json, Span<FoundValue> values)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if (!json[at..].StartsWith(part.Before))
            {
                return 0;
            }

            at += part.Before.Length;
            var value = ValueReader.Read(json, ref at, part.Levels);
            if (value.Kind == FoundKind.None || (part.Value >= 0 && value.Kind == FoundKind.Nested))
            {
                return 0;
            }

            if (part.Value >= 0)
            {
                values[part.Value] = value;
            }
        }

        return json[at..].StartsWith(end) ? at + end.Length : 0;
    }
}
