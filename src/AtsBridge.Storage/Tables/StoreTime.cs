namespace AtsBridge.Storage.Tables;

/// <summary>
/// Times as unix milliseconds. What is stored is rounded up and "now" is rounded down, so that rounding can make us wait a
/// millisecond too long and never act one too early.
/// </summary>
internal static class StoreTime
{
    internal static long Store(DateTimeOffset at)
    {
        var whole = at.ToUnixTimeMilliseconds();
        return at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? whole : whole + 1;
    }

    internal static long? Store(DateTimeOffset? at) => at is { } time ? Store(time) : null;

    internal static long Now(DateTimeOffset now) => now.ToUnixTimeMilliseconds();

    internal static DateTimeOffset Read(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    internal static DateTimeOffset? Read(long? milliseconds) => milliseconds is { } time ? Read(time) : null;
}
