using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Skimming;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>Parses records and puts them on the page, or says on it why not.</summary>
internal sealed class RecordReader(PathBinding binding, RecordLimits limits, PageBuilder page, FieldUse use, PathListing listing, RecordSkimmer skimmer, string file)
{
    private const int ExcerptBytes = 8000;

    private readonly RecordAssembly _assembly = new(binding.Fields);
    private readonly TextFingerprint _fingerprint = new(binding.Fields);
    private readonly string?[] _values = new string?[binding.Paths.Count];

    public void Read(RawRecord raw)
    {
        if (raw.Fault is { } fault)
        {
            Reject(raw, fault);
            return;
        }

        if (skimmer.Find(raw.Json.Span, alone: true) > 0 && skimmer.SkipKnown() > 0)
        {
            return;
        }

        using var document = RecordText.Parse(raw.Json, limits.MaxDepth, out var reason);
        if (document is null)
        {
            Reject(raw, reason);
            return;
        }

        try
        {
            Read(raw, document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Thrown by the parser when a text is asked for that holds half of a surrogate pair.
            Reject(raw, @"The record holds text that is no Unicode, such as a lone \ud83d. Mend the export.");
        }
    }

    private void Read(RawRecord raw, JsonElement record)
    {
        foreach (var (path, condition) in binding.Conditions)
        {
            // Asked first: what is something else may have other shapes, which would be faults in a record.
            if (path.Read(record, limits.MaxCellChars) is not { Kind: PathHit.Value, Text: { } said } || !condition.Holds(said))
            {
                page.PassOver();
                return;
            }
        }

        if (Read(raw, record, i => binding.Paths[i].Read(record, limits.MaxCellChars)))
        {
            skimmer.Learn(raw.Json);
        }
    }

    /// <summary>Reads a record whose values may stand in more than one place.</summary>
    /// <param name="raw">What the record is shown as in quarantine.</param>
    /// <param name="record">What its paths are listed from.</param>
    /// <param name="valueOf">The value of the field with that number.</param>
    /// <param name="fingerprint">Its fingerprint, where the caller has one and has seen that it isn't known.</param>
    /// <returns>Whether it could be read.</returns>
    public bool Read(RawRecord raw, JsonElement record, Func<int, PathValue> valueOf, UInt128? fingerprint = null)
    {
        listing.Add(record);
        use.Record();
        (string Field, string Reason)? wrong = null;
        var chars = 0L;
        for (var i = 0; i < _values.Length; i++)
        {
            var value = valueOf(i);
            if (value.Kind != PathHit.Missing)
            {
                use.Met(i);
            }

            if (value.Kind == PathHit.Wrong)
            {
                wrong ??= (binding.Fields.Fields[i].Name, value.Text!);
            }

            _values[i] = value.Kind == PathHit.Value ? value.Text : binding.Fields.Fields[i].Absent;
            chars += _values[i]?.Length ?? 0;
        }

        if (wrong is var (field, why))
        {
            Reject(raw, why, field, _assembly.KeyOf(_values));
            return false;
        }

        foreach (var value in _values)
        {
            _fingerprint.Add(value);
        }

        var own = _fingerprint.Take();
        if (fingerprint is not null || !page.SkipIfKnown(own))
        {
            page.Add(_assembly.Build(_values, new RecordPosition(file, raw.Row), fingerprint ?? own), chars);
        }

        return true;
    }

    /// <summary>Puts a record into quarantine.</summary>
    public void Reject(RawRecord raw, string reason, string? field = null, string? key = null)
    {
        var bytes = raw.Json.Span;
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ExcerptBytes)]);
        page.Reject(raw.Row, reason, text, field, key);
    }
}
