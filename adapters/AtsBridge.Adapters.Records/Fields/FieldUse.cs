using System.Globalization;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>
/// Which paths were met in a set at all. One record can't tell a mistyped path from a place that is left out; the whole set can.
/// </summary>
/// <param name="binding">The fields.</param>
/// <param name="paths">The paths that there are, for messages; asked for only where one is made.</param>
/// <param name="file">The file's name, for messages.</param>
internal sealed class FieldUse(FieldBinding binding, Func<string> paths, string file)
{
    private readonly bool[] _met = new bool[binding.Fields.Count];
    private long _records;
    private bool _skipped;

    public void Record(int records = 1) => _records += records;

    public void Met(int field) => _met[field] = true;

    /// <summary>A record was known as a whole: nobody looked whether it has the fields.</summary>
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

        var stageIsLost = !IsMet(CanonicalField.Stage) && !IsMet(CanonicalField.StageId)
            && unmet.Exists(f => f.Field is CanonicalField.Stage or CanonicalField.StageId);
        var keyIsLost = !IsMet(CanonicalField.ApplicationId) && !(IsMet(CanonicalField.CandidateId) && IsMet(CanonicalField.JobId))
            && unmet.Exists(f => f.Field is CanonicalField.ApplicationId or CanonicalField.CandidateId or CanonicalField.JobId);
        var said = string.Join("; ", unmet.Select(f => $"{new NamedField(f.Field, f.Name, f.Source).Setting} is '{f.Source}'"));
        if (stageIsLost || keyIsLost)
        {
            throw new SourceException(SourceFault.Unreadable,
                $"{file}: {(stageIsLost ? "no record has a stage" : "no record has an id")} under the path that is named. In none of its {Count} records: {said}. Paths found: {paths()}. Correct Fields, or the export.");
        }

        page.Note($"In none of the {Count} records of {file}: {said}. Correct Fields if they should be there.");
    }

    private string Count => _records.ToString(CultureInfo.InvariantCulture);

    private bool IsMet(CanonicalField field) => binding.Fields.Where((f, i) => f.Field == field && _met[i]).Any();
}
