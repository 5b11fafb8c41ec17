using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>What a heading is known to mean.</summary>
/// <param name="Field">The field.</param>
/// <param name="Rank">How plainly it says so, from 0; the lower rank is meant where two headings say the same.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KnownHeading(CanonicalField Field, int Rank)
{
    /// <summary>A place of a sample, with what its heading is known to mean.</summary>
    /// <param name="place">As <c>Fields</c> would name it.</param>
    /// <param name="heading">The place read aloud.</param>
    /// <param name="values">What stands there.</param>
    public static SamplePlace Place(string place, string heading, IReadOnlyList<string?> values) => Of(heading) is { } known
        ? new(place, values) { Field = known.Field.ToString(), Rank = known.Rank }
        : new(place, values);

    /// <summary>What a heading is known to mean; null where it isn't known.</summary>
    /// <param name="heading">As written, also with the <c> (2)</c> that tells it from another of the same name.</param>
    public static KnownHeading? Of(string heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        var name = HeadingName.Normalise(HeadingName.WithoutNumber(heading));
        foreach (var field in Enum.GetValues<CanonicalField>())
        {
            var ranks = WellKnownHeadings.Of(field);
            for (var rank = 0; rank < ranks.Count; rank++)
            {
                if (ranks[rank].Contains(name, StringComparer.Ordinal))
                {
                    return new(field, rank);
                }
            }
        }

        return null;
    }
}
