using System.Runtime.InteropServices;
using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>Takes the shape of a record that the plain way has read and accepted.</summary>
internal sealed class ShapeReading
{
    // A record with more beside its values would only fill memory: there is room for a few hundred keys.
    private const int MostBytes = 32 * 1024;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly IReadOnlyList<JsonPath> _paths;
    private readonly int _maxDepth;
    private readonly List<ShapePart> _parts = [];
    private readonly int[] _valueOf;
    private int _values;
    private int _behind;
    private int _bytes;

    private ShapeReading(ReadOnlyMemory<byte> json, IReadOnlyList<JsonPath> paths, int maxDepth)
    {
        (_json, _paths, _maxDepth) = (json, paths, maxDepth);
        _valueOf = new int[paths.Count];
        Array.Fill(_valueOf, -1);
    }

    /// <summary>The shape; null where a shape alone can't say which values the paths hit.</summary>
    public static RecordShape? Of(ReadOnlyMemory<byte> json, IReadOnlyList<JsonPath> paths, int maxDepth)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth, AllowTrailingCommas = true });
        reader.Read();
        var reading = new ShapeReading(json, paths, maxDepth);
        return reading.Value(ref reader, [.. paths.Select((_, i) => new Way(i, 0))])
            ? new RecordShape([.. reading._parts], json[reading._behind..].ToArray(), reading._valueOf)
            : null;
    }

    /// <summary>Goes behind the value at which the reader stands.</summary>
    /// <param name="reader">Stands at its first token.</param>
    /// <param name="ways">The paths that have led to it.</param>
    private bool Value(ref Utf8JsonReader reader, List<Way> ways)
    {
        if (ways.Count == 0)
        {
            return Cut(ref reader, -1);
        }

        var ending = ways.Count(w => w.Step == _paths[w.Field].Steps.Count);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return ending == 0 && (reader.TokenType == JsonTokenType.StartObject ? Object(ref reader, ways) : List(ref reader, ways));
        }

        if (ending == ways.Count)
        {
            ways.ForEach(w => _valueOf[w.Field] = _values);
            return Cut(ref reader, _values++);
        }

        // Paths that would go on, at a null or a text: it stays in the shape, so that they end here in every record of it.
        return ending == 0;
    }

    private bool Object(ref Utf8JsonReader reader, List<Way> ways)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var on = new List<Way>();
            foreach (var way in ways)
            {
                if (StepOf(way) is PathStep.Key key && reader.ValueTextEquals(key.Utf8))
                {
                    on.Add(way.Further());
                }
            }

            reader.Read();
            if (!Value(ref reader, on))
            {
                return false;
            }
        }

        return true;
    }

    private bool List(ref Utf8JsonReader reader, List<Way> ways)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var on = new List<Way>();
            foreach (var way in ways)
            {
                if (StepOf(way) is PathStep.Where)
                {
                    return false;
                }

                if (StepOf(way) is PathStep.Every || (StepOf(way) is PathStep.Index index && index.Number == i))
                {
                    on.Add(way.Further());
                }
            }

            if (!Value(ref reader, on))
            {
                return false;
            }
        }

        return true;
    }

    private PathStep StepOf(Way way) => _paths[way.Field].Steps[way.Step];

    private bool Cut(ref Utf8JsonReader reader, int value)
    {
        var (start, levels) = ((int)reader.TokenStartIndex, _maxDepth - reader.CurrentDepth);
        reader.Skip();
        _parts.Add(new(_json[_behind..start].ToArray(), value, levels));
        _bytes += start - _behind;
        _behind = (int)reader.BytesConsumed;
        return _bytes <= MostBytes;
    }

    /// <summary>How far a field's path has led.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Way(int Field, int Step)
    {
        public Way Further() => this with { Step = Step + 1 };
    }
}
