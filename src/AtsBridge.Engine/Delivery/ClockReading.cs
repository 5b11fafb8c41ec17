namespace AtsBridge.Delivery;

/// <summary>
/// Both clocks of a machine at one moment. People and time servers set the wall clock; nobody sets the steady one. Where the two
/// have not moved alike, the wall clock was set, and what waits for a moment of it waits too long or not long enough.
/// </summary>
/// <param name="Wall">The wall clock, UTC.</param>
/// <param name="Steady">The steady clock: time since an unknown moment.</param>
/// <param name="Origin">Names what the steady clock counts from, such as one start of one machine. Readings of different origins can't be compared.</param>
public sealed record ClockReading(DateTimeOffset Wall, TimeSpan Steady, string Origin)
{
    /// <summary>Less than this is the ordinary unrest of two clocks.</summary>
    public static TimeSpan Tolerance => TimeSpan.FromSeconds(1);

    /// <summary>By how much the wall clock was set forward (or back) since an earlier reading.</summary>
    /// <param name="earlier">The earlier reading.</param>
    /// <returns>Zero: it was not, as far as can be told. Null: nobody can tell, because the readings have different origins.</returns>
    public TimeSpan? SetBy(ClockReading earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (!string.Equals(Origin, earlier.Origin, StringComparison.Ordinal))
        {
            return null;
        }

        // Also one that is a little older than the other: it waited for the store while somebody else's was put on record.
        var by = Wall - earlier.Wall - (Steady - earlier.Steady);
        return by.Duration() <= Tolerance ? TimeSpan.Zero : Steady < earlier.Steady ? null : by;
    }
}
