using AtsBridge.Adapters.Records.Json.Paths;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>
/// The shapes that the last records had. Exports have one, or a few where keys are left out; where every record has its own it
/// isn't worth looking for them.
/// </summary>
internal sealed class RecentShapes(IReadOnlyList<JsonPath> paths, int maxDepth)
{
    private const int MostShapes = 8;
    private const int MostCredit = 64;
    private const int Pause = 1000;

    private readonly List<RecordShape> _shapes = new(MostShapes);
    private int _credit = MostCredit;
    private int _pause;

    /// <summary>Finds the shape of the record that stands at the beginning.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="values">Where its values go.</param>
    /// <param name="length">The length of the record.</param>
    /// <returns>The shape; null where it has none of these.</returns>
    public RecordShape? Find(ReadOnlySpan<byte> json, Span<FoundValue> values, out int length)
    {
        for (var i = 0; i < _shapes.Count; i++)
        {
            var shape = _shapes[i];
            length = shape.Match(json, values);
            if (length == 0)
            {
                continue;
            }

            if (i > 0)
            {
                _shapes.RemoveAt(i);
                _shapes.Insert(0, shape);
            }

            _credit = Math.Min(MostCredit, _credit + 1);
            return shape;
        }

        length = 0;
        return null;
    }

    /// <summary>Takes the shape of a record that was read the plain way.</summary>
    public void Learn(ReadOnlyMemory<byte> json)
    {
        if (_pause > 0)
        {
            _pause--;
            return;
        }

        if (--_credit == 0)
        {
            // They match seldom: without any a look costs nothing, and later in the file they may be worth it.
            (_credit, _pause) = (MostCredit / 2, Pause);
            _shapes.Clear();
            return;
        }

        if (ShapeReading.Of(json, paths, maxDepth) is not { } shape)
        {
            return;
        }

        if (_shapes.Count == MostShapes)
        {
            _shapes.RemoveAt(MostShapes - 1);
        }

        _shapes.Insert(0, shape);
    }
}
