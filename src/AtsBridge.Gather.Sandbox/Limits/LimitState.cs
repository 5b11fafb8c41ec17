namespace AtsBridge.Gather.Sandbox.Limits;

/// <summary>What the headers and a 429 say of the limit that is nearest to refusing.</summary>
internal sealed record LimitState(bool Allowed, int Limit, int Remaining, DateTimeOffset ResetAt)
{
    /// <summary>Whole milliseconds, rounded up: that is what an answer can say, and cut off a client would come back too early.</summary>
    public DateTimeOffset ResetAt { get; } = RoundUp(ResetAt);

    /// <summary>Whole seconds, rounded up for the same reason.</summary>
    public long ResetUnixSeconds => (ResetAt.ToUnixTimeMilliseconds() + 999) / 1000;

    private static DateTimeOffset RoundUp(DateTimeOffset at)
    {
        var excess = at.UtcTicks % TimeSpan.TicksPerMillisecond;
        return excess == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - excess);
    }
}
