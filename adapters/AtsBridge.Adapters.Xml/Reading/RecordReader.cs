using System.Xml;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;
using AtsBridge.Adapters.Xml.Splitting;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>Puts records on the page, or says on it why not. A document is made of those alone that are not known.</summary>
internal sealed class RecordReader(PathBinding binding, XmlSettings settings, PageBuilder page, FieldUse use, PathListing listing, string file)
{
    private const int ExcerptChars = 2000;

    private readonly RecordDocument _document = new();
    private readonly RecordAssembly _assembly = new(binding.Fields);
    private readonly long _salt = binding.Salt(settings);
    private readonly string?[] _values = new string?[binding.Paths.Count];

    public void Read(RecordNodes record, long row)
    {
        if (record.Fault is { } fault)
        {
            page.Reject(row, fault, record.Excerpt(ExcerptChars));
            return;
        }

        var fingerprint = record.Fingerprint(_salt);
        // The first records are always looked at, known or not: by them a mistyped path is noticed.
        if (listing.IsFull && page.SkipIfKnown(fingerprint))
        {
            use.Skipped();
            return;
        }

        var element = _document.Build(record);
        if (!IsRecord(element))
        {
            page.PassOver();
            return;
        }

        use.Record();
        listing.Add(element);
        if (Values(element) is var (field, reason))
        {
            page.Reject(row, reason, record.Excerpt(ExcerptChars), field, _assembly.KeyOf(_values));
        }
        else if (page.SkipIfKnown(fingerprint))
        {
            use.Skipped();
        }
        else
        {
            page.Add(_assembly.Build(_values, new RecordPosition(file, row), fingerprint), _values.Sum(v => v?.Length ?? 0L));
        }
    }

    private bool IsRecord(XmlElement element)
    {
        // Asked first: what is something else may have other shapes, which would be faults in a record.
        foreach (var (path, condition) in binding.Conditions)
        {
            if (path.Read(element.CreateNavigator()!, settings.MaxCellChars) is not { Kind: PathHit.Value, Text: { } said } || !condition.Holds(said))
            {
                return false;
            }
        }

        return true;
    }

    private (string Field, string Reason)? Values(XmlElement element)
    {
        (string Field, string Reason)? wrong = null;
        var record = element.CreateNavigator()!;
        for (var i = 0; i < _values.Length; i++)
        {
            var value = binding.Paths[i].Read(record, settings.MaxCellChars);
            if (value.Kind != PathHit.Missing)
            {
                use.Met(i);
            }

            if (value.Kind == PathHit.Wrong)
            {
                wrong ??= (binding.Fields.Fields[i].Name, value.Text!);
            }

            _values[i] = value.Kind == PathHit.Value ? value.Text : binding.Fields.Fields[i].Absent;
        }

        return wrong;
    }
}
