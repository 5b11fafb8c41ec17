using System.Collections.Frozen;
using System.Globalization;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>Completes records with what joined files say of them.</summary>
internal sealed class JoinedPages(JoinPlan plan, IReadOnlyDictionary<string, JoinTable> tables, IKnownRecords? known)
{
    private readonly RecordFingerprint _fingerprint = new(plan.Salt);
    private readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);

    public SourcePage Complete(SourcePage page)
    {
        var records = new List<SourceRecord>(page.Records.Count);
        var rejected = new List<RejectedRecord>(page.Rejected);
        var unchanged = new List<UInt128>(page.Unchanged);
        foreach (var record in page.Records)
        {
            var (complete, fault) = Join(record);
            if (fault is not null)
            {
                rejected.Add(fault);
            }
            else if (known?.Contains(complete.Fingerprint!.Value) == true)
            {
                unchanged.Add(complete.Fingerprint!.Value);
            }
            else
            {
                records.Add(complete);
            }
        }

        return page with { Records = records, Rejected = rejected, Unchanged = unchanged };
    }

    /// <summary>What the consultant should see at the end.</summary>
    public IEnumerable<string> Notes() => _missing.Select(m => string.Create(CultureInfo.InvariantCulture,
        $"{m.Value:N0} records name a row of {tables[m.Key].Step.File} that is not there; what would come from it is empty (Join:{m.Key}:Missing)."));

    private (SourceRecord Record, RejectedRecord? Fault) Join(SourceRecord record)
    {
        var rows = new Dictionary<string, string?[]?>(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            var key = KeyOf(step, record, rows)?.Trim();
            if (string.IsNullOrEmpty(key))
            {
                rows[step.Name] = null;
                continue;
            }

            var table = tables[step.Name];
            rows[step.Name] = table.Find(key);
            if (rows[step.Name] is null && step.Settings.Missing == JoinMissing.Quarantine)
            {
                return (record, Reject(record, step, $"{step.File} has no row whose {step.Settings.Key} is '{key}'. Is it of the same delivery, and whole? If such rows may be missing, set Join:{step.Name}:Missing to Empty."));
            }

            if (table.HasSeveral(key))
            {
                return (record, Reject(record, step, $"{step.File} has several rows whose {step.Settings.Key} is '{key}', and which of them counts can't be known. Choose with Join:{step.Name}:Where or Take."));
            }

            if (rows[step.Name] is null)
            {
                _missing[step.Name] = _missing.GetValueOrDefault(step.Name) + 1;
            }
        }

        return (Complete(record, rows), null);
    }

    private string? KeyOf(JoinStep step, SourceRecord record, Dictionary<string, string?[]?> rows) => step.OnJoin is { } join
        ? ValueOf(join, step.OnPlace, rows)
        : record.Attributes.GetValueOrDefault(JoinPlan.KeyOf(step.Name));

    private SourceRecord Complete(SourceRecord record, Dictionary<string, string?[]?> rows)
    {
        var attributes = record.Attributes.Where(a => !JoinPlan.IsKey(a.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        _fingerprint.Add((record.Fingerprint ?? default).ToString("x32", CultureInfo.InvariantCulture));
        foreach (var field in plan.Fields)
        {
            // The source carries the field, and may have nothing for this record.
            var value = ValueOf(field.Join, field.Place, rows) ?? "";
            _fingerprint.Add(value);
            if (field.Field.Field is { } canonical)
            {
                record = CanonicalFields.With(record, canonical, value);
            }
            else
            {
                attributes[field.Field.Name] = value;
            }
        }

        return record with
        {
            Attributes = attributes.Count > 0 ? attributes : FrozenDictionary<string, string>.Empty,
            Fingerprint = _fingerprint.Take(),
        };
    }

    private string? ValueOf(string join, string place, Dictionary<string, string?[]?> rows)
    {
        if (rows.GetValueOrDefault(join) is not { } row)
        {
            return null;
        }

        var places = tables[join].Step.Places;
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] == place)
            {
                return row[i];
            }
        }

        return null;
    }

    private RejectedRecord Reject(SourceRecord record, JoinStep step, string reason)
    {
        var field = plan.Fields.FirstOrDefault(f => f.Join == step.Name)?.Field.Name;
        var key = !string.IsNullOrWhiteSpace(record.ApplicationId) ? record.ApplicationId.Trim()
            : !string.IsNullOrWhiteSpace(record.CandidateId) && !string.IsNullOrWhiteSpace(record.JobId) ? $"{record.CandidateId.Trim()}/{record.JobId.Trim()}"
            : null;
        var excerpt = string.Join(" | ", new[] { record.ApplicationId, record.CandidateId, record.JobId, record.StageId, record.Stage }.Where(v => !string.IsNullOrEmpty(v)));
        return new(record.Position, field, reason, key, excerpt.Length > 2000 ? excerpt[..2000] : excerpt);
    }
}
