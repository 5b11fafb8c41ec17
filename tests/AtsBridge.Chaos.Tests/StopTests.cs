using AtsBridge.Chaos.Processes;
using AtsBridge.Chaos.Runs;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Tests;

/// <summary>A host that is told to end at the very moment at which it begins, as a service manager does that restarts it.</summary>
public sealed class StopTests
{
    /// <summary>Found by the chaos run: the command line's own handler ended the process at once, with 143, where the verb had not come to its first wait.</summary>
    [Fact]
    public async Task ToldToEndAsSoonAsItListensItEndsWithZero()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var trial = await Trial.OpenAsync(new GatherSandboxOptions(), cancellation);
        trial.Configure(Trial.Delivery(Trial.SettleTime, Trial.AttemptTimeout), [new(200, TimeSpan.FromSeconds(2))]);
        Directory.CreateDirectory(Path.Combine(trial.Folder, "exports"));
        for (var i = 0; i < 5; i++)
        {
            await using var host = trial.Start();
            await host.Listening.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancellation);
            host.Process.SendTerminate();

            Assert.True(await host.EndsWithinAsync(TimeSpan.FromMinutes(1), cancellation), host.LastWords);
            Assert.True(host.Process.ExitCode == 0, $"{host.Process.ExitCode}: {host.LastWords}");
        }

        trial.Forget();
    }
}
