using System.Globalization;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>
/// Which paths were met in a set at all. One record can't tell a mistyped path from an element that is left out; the whole set can.
/// </summary>
internal sealed class FieldUse(FieldBinding binding, PathListing listing, string file)
{
    private readonly bool[] _met = new bool[binding.Fields.Count];
    private long _records;
    private bool _skipped;

    public void Record() => _records++;

    public void Met(int field) => _met[field] = true;

    /// <summary>A record was known: nobody looked whether it has the fields.</summary>
    public void Skipped() => _skipped = true;

    /// <exception cref="SourceException">Nobody has a stage or a key: without them every record would be misread.</exception>
    public void Conclude(PageBuilder page)
    {
        var unmet = binding.Fields.Where((_, i) => !_met[i]).ToList();
        // What is known was read by the same paths, and they hit what they should.
        if (_records == 0 || _skipped || unmet.Count == 0)
        {
            return;
        }

        var stageIsLost = IsLost(unmet, CanonicalField.Stage, CanonicalField.StageId) && !IsMet(CanonicalField.Stage) && !IsMet(CanonicalField.StageId);
        var keyIsLost = IsLost(unmet, CanonicalField.ApplicationId, CanonicalField.CandidateId, CanonicalField.JobId)
            && !IsMet(CanonicalField.ApplicationId) && !(IsMet(CanonicalField.CandidateId) && IsMet(CanonicalField.JobId));
        var said = string.Join("; ", unmet.Select(f => $"{new NamedField(f.Field, f.Name, f.Source).Setting} is '{f.Source}'"));
        if (stageIsLost || keyIsLost)
        {
            throw new SourceException(SourceFault.Unreadable,
                $"{file}: {(stageIsLost ? "no record has a stage" : "no record has an id")} under the path that is named. In none of its {Count} records: {said}. Paths found: {listing}. Correct Fields, or the export.");
        }

        page.Note($"In none of the {Count} records of {file}: {said}. Correct Fields if they should be there.");
    }

    private string Count => _records.ToString(CultureInfo.InvariantCulture);

    private static bool IsLost(List<BoundField> unmet, params ReadOnlySpan<CanonicalField> fields)
    {
        foreach (var field in fields)
        {
            if (unmet.Exists(f => f.Field == field))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMet(CanonicalField field) => binding.Fields.Where((f, i) => f.Field == field && _met[i]).Any();
}
