using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AtsBridge.Benchmarks.Reports;

/// <summary>Where and when something was measured, and what: figures of another machine or another commit are others.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="MemoryMegabytes">Memory that it may use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Commit">What git says of the working directory, with "-dirty" where something is not committed; null where it says nothing.</param>
internal sealed record Machine(DateTimeOffset At, int Cores, long MemoryMegabytes, string System, string Runtime, string? Commit)
{
    internal static async Task<Machine> ReadAsync(CancellationToken cancellationToken) => new(
        TimeProvider.System.GetUtcNow(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, await CommitAsync(cancellationToken));

    private static async Task<string?> CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var said = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? said.Trim() : null;
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            // There is no git here.
            return null;
        }
    }
}
