namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>Waits for what another process or a background job does, and no longer than that.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(string what, Func<bool> holds) => TrueAsync(what, () => Task.FromResult(holds()));

    public static async Task TrueAsync(string what, Func<Task<bool>> holds)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (!await holds())
        {
            Assert.True(time.GetElapsedTime(started) < Patience, $"Not within {Patience.TotalSeconds} seconds: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, TestContext.Current.CancellationToken);
        }
    }
}
