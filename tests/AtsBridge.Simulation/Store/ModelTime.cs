using AtsBridge.Delivery;
using AtsBridge.Ledger;

namespace AtsBridge.Simulation.Store;

/// <summary>Times as the real store keeps them: whole milliseconds, what is stored rounded up, "now" rounded down.</summary>
internal static class ModelTime
{
    internal static DateTimeOffset Up(DateTimeOffset at)
    {
        var over = at.UtcTicks % TimeSpan.TicksPerMillisecond;
        return over == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - over);
    }

    internal static DateTimeOffset Down(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMillisecond));

    internal static TimeSpan Up(TimeSpan span)
    {
        var over = span.Ticks % TimeSpan.TicksPerMillisecond;
        return over == 0 ? span : span + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - over);
    }

    internal static Invite Stored(Invite invite) => invite with
    {
        Delivery = Stored(invite.Delivery),
        CreatedAt = Up(invite.CreatedAt),
        ChangedAt = Up(invite.ChangedAt),
        StatusAskedAt = Up(invite.StatusAskedAt),
    };

    private static DeliveryState Stored(DeliveryState state) =>
        Whole(state.NotBefore) && Whole(state.ResentAt) && Whole(state.SentAt) && Whole(state.StatusAt) && Whole(state.ExpiresAt)
            ? state
            : state with { NotBefore = Up(state.NotBefore), ResentAt = Up(state.ResentAt), SentAt = Up(state.SentAt), StatusAt = Up(state.StatusAt), ExpiresAt = Up(state.ExpiresAt) };

    private static bool Whole(DateTimeOffset? at) => at is not { } time || time.UtcTicks % TimeSpan.TicksPerMillisecond == 0;

    private static DateTimeOffset? Up(DateTimeOffset? at) => at is { } time ? Up(time) : null;
}
