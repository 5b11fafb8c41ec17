namespace AtsBridge.Cli.Inference;

/// <summary>Judges columns of ids: whether something on the way has damaged them, and whether they tell records apart.</summary>
internal static class Ids
{
    private const int FewestToJudge = 5;

    /// <summary>What is wrong with the values of an id; null where nothing is.</summary>
    public static Question? Judge(string field, Column column)
    {
        if (column.Filled.Any(v => Reading.Damage(field, v) is not null))
        {
            return new(field, $"\"{column.Place}\" holds numbers that a spreadsheet has rounded (1.2E+10); their digits are lost. Export the column as text.", [column.Place]);
        }

        if (ShorterThanMost(column) is > 0 and var shorter)
        {
            return new(field,
                FormattableString.Invariant($"\"{column.Place}\": {shorter} of {column.Filled.Count} values are shorter than the others, and none begins with 0: leading zeros may be lost (00123 became 123). ")
                + $"If the ids have a fixed length, export the column as text; if they are plain numbers, name it in Fields:{field}.", [column.Place]);
        }

        return null;
    }

    /// <summary>How many of a column's numbers are shorter than most of them, where that may be lost zeros; 0 where it is not.</summary>
    public static int ShorterThanMost(Column column)
    {
        var numbers = column.Filled.Where(v => v.All(char.IsAsciiDigit)).ToList();
        if (numbers.Count < FewestToJudge || numbers.Count < column.Filled.Count * 0.9 || numbers.Exists(n => n[0] == '0'))
        {
            return 0;
        }

        var longest = numbers.Max(n => n.Length);
        var shorter = numbers.Count(n => n.Length < longest);
        return longest >= 4 && shorter <= numbers.Count * 0.3 ? shorter : 0;
    }

    /// <summary>Whether there is a key, and whether it tells the records apart.</summary>
    public static Question? Key(IReadOnlyDictionary<string, Column> chosen, IReadOnlyList<Column> columns)
    {
        var application = chosen.GetValueOrDefault(nameof(SourceRecord.ApplicationId));
        if (application is not null)
        {
            return Repeats(application.Values) is > 0 and var times
                ? new(nameof(SourceRecord.ApplicationId),
                    FormattableString.Invariant($"\"{application.Place}\" is not unique: {times} records repeat the id of another. Is it the candidate's id? Then name it in Fields:CandidateId with Fields:JobId. ")
                    + "Does the file hold several states of one application? Then name it in Fields:ApplicationId, with Fields:UpdatedAt: the newest counts.", [application.Place])
                : Blanks(nameof(SourceRecord.ApplicationId), application);
        }

        if (chosen.GetValueOrDefault(nameof(SourceRecord.CandidateId)) is { } candidate && chosen.GetValueOrDefault(nameof(SourceRecord.JobId)) is { } job)
        {
            var pairs = candidate.Values.Zip(job.Values, (c, j) => string.IsNullOrWhiteSpace(c) || string.IsNullOrWhiteSpace(j) ? null : $"{c.Trim()}\n{j.Trim()}").ToList();
            return Repeats(pairs) is > 0 and var times
                ? new(nameof(SourceRecord.ApplicationId),
                    FormattableString.Invariant($"There is no application id, and candidate and job together are not unique: {times} records repeat a pair. Name the application's id in Fields:ApplicationId."), Unique(columns))
                : null;
        }

        return new(nameof(SourceRecord.ApplicationId),
            "No place is known to be the application's id, nor are both the candidate's and the job's: without a key applications can't be told apart. "
            + "Set Fields:ApplicationId, or CandidateId and JobId. The candidates are those with a value of its own in every record.", Unique(columns));
    }

    private static Question? Blanks(string field, Column column) =>
        column.Values.Count(string.IsNullOrWhiteSpace) is > 0 and var blank
            ? new(field, FormattableString.Invariant($"\"{column.Place}\" is empty in {blank} of {column.Values.Count} records, and those would be quarantined. Is it the right place? If so, name it in Fields:{field}."), [column.Place])
            : null;

    private static int Repeats(IReadOnlyList<string?> values)
    {
        var filled = values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!.Trim()).ToList();
        return filled.Count - filled.Distinct(StringComparer.Ordinal).Count();
    }

    private static List<string> Unique(IReadOnlyList<Column> columns) =>
        [.. columns.Where(c => c.Values.Count > 0 && c.IsUnique && c.Field is null or nameof(SourceRecord.CandidateId)).Select(c => c.Place).Take(8)];
}
