namespace AtsBridge.Routing;

/// <summary>When a route sends an invite again that was not answered.</summary>
/// <param name="After">So long after the invite, and after each reminder; 1 to 90 days.</param>
/// <param name="Max">Reminders of one invite; 1 to 10.</param>
public sealed record ReminderPolicy(TimeSpan After, int Max)
{
    /// <summary>
    /// A reminder that is later than this is not sent any more. A host that stood still over a weekend catches up; a policy that
    /// is added today does not write to everybody who was invited last year.
    /// </summary>
    public static TimeSpan Grace => TimeSpan.FromDays(3);
}
