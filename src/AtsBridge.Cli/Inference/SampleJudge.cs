namespace AtsBridge.Cli.Inference;

/// <summary>From a sample to findings: names propose, values decide, and what stays open is a question.</summary>
internal sealed class SampleJudge
{
    private static readonly string[] Fields = [.. typeof(SourceRecord).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name)];

    private readonly SourceSample _sample;
    private readonly string _adapter;
    private readonly List<Column> _columns;
    private readonly Dictionary<string, Column> _chosen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _fit = new(StringComparer.Ordinal);
    private readonly List<Question> _questions = [];
    private readonly List<string> _hints = [];
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);

    private SampleJudge(string adapter, SourceSample sample)
    {
        (_adapter, _sample) = (adapter, sample);
        _columns = [.. sample.Places.Select(p => new Column(p))];
        _hints.AddRange(sample.Notes);
    }

    public static Findings Judge(string adapter, SourceSample sample) => new SampleJudge(adapter, sample).Conclude();

    private Findings Conclude()
    {
        Array.ForEach(Fields, Choose);
        AskForEmail();
        JudgeIds();
        JudgeDates();
        JudgeContacts();
        JudgeStages();
        var refused = _questions.Where(q => q.Refuses).Select(q => q.Field).ToHashSet(StringComparer.Ordinal);
        var found = _chosen.Where(c => !refused.Contains(c.Key)).OrderBy(c => Array.IndexOf(Fields, c.Key)).ToList();
        var used = found.Select(f => f.Value.Place).Concat(_questions.SelectMany(q => q.Candidates)).ToHashSet(StringComparer.Ordinal);
        return new(_adapter, _sample.Options)
        {
            Looked = _sample.Records,
            Unreadable = _sample.Unreadable,
            IsWhole = _sample.IsWhole,
            Fields = [.. found.Select(f => new FieldFinding(f.Key, f.Value.Place, Confidence(f.Key, f.Value), f.Value.Example))],
            Questions = _questions,
            Hints = _hints,
            Unused = [.. _columns.Select(c => c.Place).Where(p => !used.Contains(p))],
            DateFormats = [.. _formats],
        };
    }

    /// <summary>Takes the place whose name says most plainly that it is the field; two that say it alike are a question, unless they hold the same.</summary>
    private void Choose(string field)
    {
        var named = _columns.Where(c => string.Equals(c.Field, field, StringComparison.Ordinal)).OrderBy(c => c.Rank).ToList();
        // Of stages the more specific name is no better: people are invited by it, and a history has a stage as well.
        var candidates = field == nameof(SourceRecord.Stage) ? named : named.TakeWhile(c => c.Rank == named[0].Rank).ToList();
        if (candidates.Count > 1 && !candidates.TrueForAll(c => c.SaysTheSameAs(candidates[0])))
        {
            _questions.Add(new(field, $"{field} may be {string.Join(" or ", candidates.Select(c => $"\"{c.Place}\""))}, and they differ in the sample. Look at both, and set Fields:{field}.", [.. candidates.Select(c => c.Place)]));
        }
        else if (candidates.Count > 0)
        {
            _chosen[field] = candidates[0];
        }
    }

    private void AskForEmail()
    {
        if (IsAsked(nameof(SourceRecord.Email)))
        {
            return;
        }

        var email = _chosen.GetValueOrDefault(nameof(SourceRecord.Email));
        var others = _columns.Where(c => c.Field is null && Contacts.MayBeEmail(c) && email?.SaysTheSameAs(c) != true).ToList();
        if (others.Count == 0)
        {
            return;
        }

        var places = others.Select(c => c.Place).Prepend(email?.Place).OfType<string>().ToList();
        _questions.Add(new(nameof(SourceRecord.Email), email is null && others.Count == 1
            ? $"No place is known by its name to be the candidate's e-mail address; \"{others[0].Place}\" holds addresses. If they are the candidates', set Fields:Email."
            : $"More than one place holds e-mail addresses: {string.Join(", ", places.Select(p => $"\"{p}\""))}. Decide at which of them candidates are to be invited, and set Fields:Email.", places));
    }

    private void JudgeIds()
    {
        foreach (var field in (ReadOnlySpan<string>)[nameof(SourceRecord.ApplicationId), nameof(SourceRecord.CandidateId), nameof(SourceRecord.JobId)])
        {
            if (_chosen.GetValueOrDefault(field) is { } column)
            {
                Add(Ids.Judge(field, column));
            }
        }

        if (!IsAsked(nameof(SourceRecord.ApplicationId)))
        {
            Add(Ids.Key(_chosen, _columns));
        }
    }

    private void JudgeDates()
    {
        foreach (var field in (ReadOnlySpan<string>)[nameof(SourceRecord.StageEnteredAt), nameof(SourceRecord.UpdatedAt)])
        {
            if (_chosen.GetValueOrDefault(field) is { Filled.Count: > 0 } column)
            {
                var (format, question, share) = DateNotations.Judge(field, column);
                _fit[field] = share;
                Add(question);
                if (format is not null)
                {
                    _formats.Add(format);
                }
            }
        }

        // The formats of a source are tried on all of its dates: the first that fits would read the other column, and wrongly.
        if (_formats.Count > 1 && _formats.Any(f => f.StartsWith('d')) && _formats.Any(f => f.StartsWith("M/", StringComparison.Ordinal) || f.StartsWith("M-", StringComparison.Ordinal) || f.StartsWith("M.", StringComparison.Ordinal)))
        {
            _questions.Add(new(nameof(SourceRecord.UpdatedAt), "The dates of one place have the day first, those of another the month first; DateFormats holds for both. Read one of them, or export ISO dates.", [.. _formats]));
            _questions.Add(new(nameof(SourceRecord.StageEnteredAt), "See UpdatedAt: one of the two can be read.", [.. _formats]));
            _formats.Clear();
        }
    }

    private void JudgeContacts()
    {
        if (_chosen.GetValueOrDefault(nameof(SourceRecord.Email)) is { } email)
        {
            _fit[nameof(SourceRecord.Email)] = email.Share(Reading.IsEmail);
            Add(IsAsked(nameof(SourceRecord.Email)) ? null : Contacts.Email(email));
        }

        if (_chosen.GetValueOrDefault(nameof(SourceRecord.Phone)) is { } phone)
        {
            Add(Contacts.Phone(phone));
            if (Contacts.RegionHint(phone) is { } hint)
            {
                _hints.Add(hint);
            }
        }
    }

    private void JudgeStages()
    {
        if (!_chosen.ContainsKey(nameof(SourceRecord.Stage)) && !_chosen.ContainsKey(nameof(SourceRecord.StageId)) && !IsAsked(nameof(SourceRecord.Stage)))
        {
            // A stage is a word that many share.
            var few = _columns.Where(c => c.Field is null or nameof(SourceRecord.Status) && c.Filled.Count > 3
                && c.Filled.Distinct(StringComparer.OrdinalIgnoreCase).Count() is var kinds && kinds > 1 && kinds <= Math.Max(3, c.Filled.Count / 3));
            _questions.Add(new(nameof(SourceRecord.Stage), "No place is known to be the stage, and nobody is invited without one. Set Fields:Stage. The candidates are those whose values are shared by several records.", [.. few.Select(c => c.Place).Take(8)]));
        }

        if (_chosen.GetValueOrDefault(nameof(SourceRecord.Status)) is { } status)
        {
            _fit[nameof(SourceRecord.Status)] = status.Share(Reading.IsStatus);
            Add(Statuses.Judge(status));
        }
        else if (!IsAsked(nameof(SourceRecord.Status)))
        {
            _hints.Add("There is no status: every application counts as active, also one that was rejected and left in its stage.");
        }
    }

    private double Confidence(string field, Column column)
    {
        var byName = Math.Max(0.5, 0.95 - (0.1 * column.Rank));
        // A name alone, with nothing that would bear it out.
        return Math.Round(column.Filled.Count == 0 ? 0.5 : byName * _fit.GetValueOrDefault(field, 1), 2);
    }

    private void Add(Question? question)
    {
        if (question is not null)
        {
            _questions.Add(question);
        }
    }

    private bool IsAsked(string field) => _questions.Exists(q => q.Field == field);
}
