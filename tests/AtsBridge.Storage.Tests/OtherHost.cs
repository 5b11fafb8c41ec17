using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AtsBridge.Storage.Tests;

/// <summary>A host in a process of its own, made of this very test program: it holds a store until it is killed.</summary>
internal sealed class OtherHost : IDisposable
{
    private const string Variable = "ATSBRIDGE_TEST_HOLDS";

    private readonly Process _process;

    private OtherHost(Process process) => _process = process;

    internal int Id => _process.Id;

    internal static async Task<OtherHost> StartAsync(string connectionString)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment[Variable] = connectionString;
        var process = Process.Start(start)!;
        Assert.Equal("held", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return new(process);
    }

    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _process.Dispose();

#pragma warning disable CA2255 // Before the test runner reads its arguments is exactly when this must run.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void HoldIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } connectionString)
        {
            var store = AtsBridgeStore.OpenSqlite(connectionString, StoreAccess.Host, TimeProvider.System);
            Console.Out.WriteLine("held");
            Console.In.ReadLine();
            GC.KeepAlive(store);
            Environment.Exit(0);
        }
    }
}
