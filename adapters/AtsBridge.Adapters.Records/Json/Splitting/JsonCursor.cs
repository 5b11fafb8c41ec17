using System.Globalization;
using System.Text.Json;

namespace AtsBridge.Adapters.Records.Json.Splitting;

/// <summary>Steps through a JSON document value by value, holding none of it but the record that is being looked at.</summary>
internal sealed class JsonCursor(ByteWindow window, string file) : IDisposable
{
    // No list that anyone names stands under a longer key.
    private const int LongestKey = 4096;
    private const int ExcerptBytes = 8000;

    /// <summary>How many records were met, for messages.</summary>
    public long Records { get; set; }

    /// <summary>What is in memory of that which comes next.</summary>
    public ReadOnlySpan<byte> Ahead => window.Bytes;

    /// <summary>Steps over records of which somebody knows how long they are.</summary>
    public void StepOver(int records, int bytes)
    {
        window.Consume(bytes);
        Records += records;
    }

    /// <summary>The next byte that isn't white space; null at the end of the file.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var bytes = window.Bytes;
            var next = bytes.IndexOfAnyExcept(" \t\r\n"u8);
            if (next >= 0)
            {
                var found = bytes[next];
                window.Consume(next);
                return found;
            }

            window.Consume(bytes.Length);
            if (!await window.FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    /// <summary>Takes one of two bytes, and says which; anything else is no JSON, or its end is missing.</summary>
    public async ValueTask<byte> TakeAsync(char one, char other, CancellationToken cancellationToken)
    {
        var next = await PeekAsync(cancellationToken) ?? throw CutOff();
        if (next != one && next != other)
        {
            throw Broken(one == other ? $"'{one}' must stand here" : $"'{one}' or '{other}' must stand here");
        }

        window.Consume(1);
        return next;
    }

    /// <summary>Moves to the next key of an object whose brace is behind us.</summary>
    /// <returns>The key, with its colon behind us; null at the end of the object.</returns>
    public async ValueTask<string?> NextKeyAsync(bool first, CancellationToken cancellationToken)
    {
        if (first ? await PeekAsync(cancellationToken) == (byte)'}' : await TakeAsync(',', '}', cancellationToken) == (byte)'}')
        {
            if (first)
            {
                window.Consume(1);
            }

            return null;
        }

        var start = await PeekAsync(cancellationToken);
        if (start == (byte)'}')
        {
            window.Consume(1);
            return null;
        }

        if (start is not null && start != (byte)'"')
        {
            throw Broken("a key in double quotes must stand here");
        }

        var json = await CaptureAsync(new RecordLimits(LongestKey, 1, LongestKey), cancellationToken);
        await TakeAsync(':', ':', cancellationToken);
        return json.Fault is null ? KeyOf(json.Json.Span) : "";
    }

    /// <summary>Steps over one value, however large.</summary>
    public async ValueTask SkipAsync(CancellationToken cancellationToken) =>
        await CaptureAsync(new RecordLimits(0, int.MaxValue, 0), cancellationToken);

    /// <summary>Takes the bytes of one value. Of one that is beyond the limits only the beginning, and the reason.</summary>
    public async ValueTask<RawRecord> CaptureAsync(RecordLimits limits, CancellationToken cancellationToken)
    {
        if (await PeekAsync(cancellationToken) is null)
        {
            throw CutOff();
        }

        var scan = default(ValueScan);
        var seen = 0;
        while (true)
        {
            seen += scan.Feed(window.Bytes[seen..]);
            if (scan.Done || seen > limits.MaxBytes)
            {
                break;
            }

            if (await window.FillAsync(cancellationToken))
            {
                continue;
            }

            if (!scan.MayEndHere)
            {
                throw CutOff();
            }

            break;
        }

        return seen > limits.MaxBytes
            ? await LetGoAsync(scan, seen, limits, cancellationToken)
            : Held(scan, seen, limits);
    }

    public SourceException CutOff() => new(SourceFault.Unreadable, Records == 0
        ? $"{file} is cut off before the end of its first record. Nothing of it counts; deliver it again."
        : string.Create(CultureInfo.InvariantCulture, $"{file} is cut off after record {Records}. Nothing of it counts; deliver it again."));

    public SourceException Broken(string what) => new(SourceFault.Unreadable, Records == 0
        ? $"{file} isn't JSON that can be read: before the first record {what}. Mend the export."
        : string.Create(CultureInfo.InvariantCulture, $"{file} isn't JSON that can be read: after record {Records} {what}. Nothing of it counts; mend the export."));

    public void Dispose() => window.Dispose();

    private RawRecord Held(ValueScan scan, int length, RecordLimits limits)
    {
        var json = window.Memory[..length];
        window.Consume(length);
        var fault = limits.TooDeep(scan.Deepest);
        return new RawRecord(0, fault is null ? json : json[..Math.Min(length, ExcerptBytes)], fault);
    }

    private async ValueTask<RawRecord> LetGoAsync(ValueScan scan, int seen, RecordLimits limits, CancellationToken cancellationToken)
    {
        var excerpt = window.Bytes[..Math.Min(seen, Math.Min(limits.MaxBytes, ExcerptBytes))].ToArray();
        window.Consume(seen);
        while (!scan.Done)
        {
            if (window.Bytes.IsEmpty && !await window.FillAsync(cancellationToken))
            {
                if (!scan.MayEndHere)
                {
                    throw CutOff();
                }

                break;
            }

            window.Consume(scan.Feed(window.Bytes));
        }

        return new RawRecord(0, excerpt, limits.TooLong);
    }

    private string KeyOf(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return reader.GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Broken("a key isn't valid JSON");
        }
    }
}
