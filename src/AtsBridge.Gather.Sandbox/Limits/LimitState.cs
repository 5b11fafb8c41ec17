namespace AtsBridge.Gather.Sandbox.Limits;

/// <summary>What the headers and a 429 say of the limit that is nearest to refusing.</summary>
internal sealed record LimitState(bool Allowed, int Limit, int Remaining, DateTimeOffset ResetAt)
{
    /// <summary>Whole seconds, rounded up: rounded down a client would come back too early.</summary>
    public long ResetUnixSeconds => (ResetAt.ToUnixTimeMilliseconds() + 999) / 1000;
}
