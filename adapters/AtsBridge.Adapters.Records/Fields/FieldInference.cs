namespace AtsBridge.Adapters.Records.Fields;

/// <summary>
/// Recognises well-known headings where the settings name none. What is not clear is refused with what to decide: a guess would
/// invite the wrong people and say nothing.
/// </summary>
internal static class FieldInference
{
    public static FieldBinding Infer(IReadOnlyList<string> headings, string resource)
    {
        // "Stage" and "Stage (2)" are one heading that stands there twice: which of them counts is not ours to guess.
        var normalised = headings.Select(h => HeadingName.Normalise(HeadingName.WithoutNumber(h))).ToArray();
        var bound = new List<BoundField>();
        var questions = new List<string>();
        foreach (var field in Enum.GetValues<CanonicalField>())
        {
            var found = FirstRank(field, normalised);
            if (found.Count == 1)
            {
                bound.Add(new BoundField(field, field.ToString(), headings[found[0]], found[0]));
            }
            else if (found.Count > 1)
            {
                questions.Add($"{field} may be {string.Join(" or ", found.Select(i => $"\"{headings[i]}\""))}: set Fields:{field}");
            }
        }

        AskForWhatIsMissing(bound, headings, questions);
        if (questions.Count > 0)
        {
            throw new SourceException(SourceFault.Unreadable, Message(questions, headings, resource));
        }

        var used = bound.Select(b => b.Index).ToHashSet();
        return new FieldBinding(bound, [.. headings.Where((_, i) => !used.Contains(i))], inferred: true);
    }

    private static List<int> FirstRank(CanonicalField field, string[] normalised)
    {
        foreach (var rank in WellKnownHeadings.Of(field))
        {
            var found = new List<int>();
            for (var i = 0; i < normalised.Length; i++)
            {
                if (rank.Contains(normalised[i], StringComparer.Ordinal))
                {
                    found.Add(i);
                }
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private static void AskForWhatIsMissing(
        List<BoundField> bound, IReadOnlyList<string> headings, List<string> questions)
    {
        bool Has(CanonicalField field) =>
            bound.Exists(b => b.Field == field) ||
            questions.Exists(q => q.StartsWith($"{field} may be", StringComparison.Ordinal));

        if (!Has(CanonicalField.ApplicationId) && !(Has(CanonicalField.CandidateId) && Has(CanonicalField.JobId)))
        {
            var vague = headings.FirstOrDefault(h => string.Equals(HeadingName.Normalise(h), "id", StringComparison.Ordinal));
            questions.Add(vague is null
                ? "no heading is known to be the application's id: set Fields:ApplicationId, or CandidateId and JobId"
                : $"\"{vague}\" may be the application's id or the candidate's: set Fields:ApplicationId, or CandidateId and JobId");
        }

        if (!Has(CanonicalField.Stage) && !Has(CanonicalField.StageId))
        {
            questions.Add("no heading is known to be the stage: set Fields:Stage");
        }
    }

    private static string Message(List<string> questions, IReadOnlyList<string> headings, string resource) =>
        $"The fields of {resource} can't be inferred: {string.Join("; ", questions)}. " +
        $"Headings found: {HeadingList.Of(headings)}. With Fields given, only what it names is read.";
}
