namespace AtsBridge.Adapters.Records.Fields;

/// <summary>Finds the headings that the settings name, or that are well known.</summary>
public static class FieldBinder
{
    /// <summary>Binds fields to the headings of a source.</summary>
    /// <param name="map">What the settings name; null: well-known headings are recognised.</param>
    /// <param name="headings">The headings (or paths) found, without duplicates.</param>
    /// <param name="resource">The file's name, for messages.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="SourceException">A named heading isn't there, or what is there is not clear enough to infer from.</exception>
    public static FieldBinding Bind(FieldMap? map, IReadOnlyList<string> headings, string resource) =>
        map is null ? FieldInference.Infer(headings, resource) : BindNamed(map, headings, resource);

    /// <summary>How many of a row's cells are headings that are named, or well known: what tells a header row from its neighbours.</summary>
    /// <param name="map">What the settings name; null: well-known headings count.</param>
    /// <param name="cells">The cells of a row.</param>
    public static int CountRecognised(FieldMap? map, IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return map is null
            ? cells.Count(WellKnownHeadings.Contains)
            : map.Named().Count(n => IndexOf(cells, n.Source) >= 0);
    }

    private static FieldBinding BindNamed(FieldMap map, IReadOnlyList<string> headings, string resource)
    {
        var bound = new List<BoundField>();
        var missing = new List<NamedField>();
        foreach (var named in map.Named())
        {
            var index = IndexOf(headings, named.Source);
            if (index < 0)
            {
                missing.Add(named);
            }
            else
            {
                bound.Add(new BoundField(named.Field, named.Name, headings[index], index));
            }
        }

        var conditions = new List<BoundCondition>();
        foreach (var (place, value) in map.Where)
        {
            var index = IndexOf(headings, place);
            if (index < 0)
            {
                missing.Add(new NamedField(null, $"Where:{place}", place));
            }
            else
            {
                conditions.Add(new BoundCondition(headings[index], index, value));
            }
        }

        if (missing.Count > 0)
        {
            throw new SourceException(SourceFault.Unreadable, MissingMessage(missing, headings, resource));
        }

        var used = bound.Select(b => b.Index).ToHashSet();
        return new FieldBinding(bound, [.. headings.Where((_, i) => !used.Contains(i))], inferred: false) { Conditions = conditions };
    }

    /// <summary>The index of a heading: as written, else without regard to case and surrounding space.</summary>
    internal static int IndexOf(IReadOnlyList<string> headings, string name)
    {
        var wanted = name.Trim();
        var loose = -1;
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            if (string.Equals(heading, wanted, StringComparison.Ordinal))
            {
                return i;
            }

            if (loose < 0 && string.Equals(heading, wanted, StringComparison.OrdinalIgnoreCase))
            {
                loose = i;
            }
        }

        return loose;
    }

    private static string MissingMessage(List<NamedField> missing, IReadOnlyList<string> headings, string resource)
    {
        var lines = missing.Select(m => ClosestName.To(m.Source, headings) is { } close
            ? $"{m.Setting} names \"{m.Source}\" (did you mean \"{close}\"?)"
            : $"{m.Setting} names \"{m.Source}\"");
        return $"{resource} has no such heading: {string.Join("; ", lines)}. " +
            $"Headings found: {HeadingList.Of(headings)}. Correct Fields, or the export.";
    }
}
