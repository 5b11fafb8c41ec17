namespace AtsBridge.Hosting.Health;

/// <summary>Spans of time as people say them.</summary>
public static class TimeInWords
{
    private static readonly (TimeSpan Length, string Name)[] Units =
        [(TimeSpan.FromDays(1), "day"), (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromMinutes(1), "minute"), (TimeSpan.FromSeconds(1), "second")];

    /// <summary>Such as "2 hours 5 minutes": the two largest units, the smaller one left out where it is zero. Less than a second is "0 seconds".</summary>
    /// <param name="span">The span; a negative one is told without its sign.</param>
    public static string Of(TimeSpan span)
    {
        var left = span.Duration();
        for (var i = 0; i < Units.Length - 1; i++)
        {
            if (left >= Units[i].Length)
            {
                var whole = (long)(left / Units[i].Length);
                var rest = (long)((left - whole * Units[i].Length) / Units[i + 1].Length);
                return rest == 0 ? Say(whole, Units[i].Name) : $"{Say(whole, Units[i].Name)} {Say(rest, Units[i + 1].Name)}";
            }
        }

        return Say((long)left.TotalSeconds, Units[^1].Name);
    }

    private static string Say(long count, string unit) => FormattableString.Invariant($"{count} {unit}{(count == 1 ? "" : "s")}");
}
