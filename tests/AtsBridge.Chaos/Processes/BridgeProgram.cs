using System.Diagnostics;
using System.Text;

namespace AtsBridge.Chaos.Processes;

/// <summary>The built <c>atsbridge</c>, beside this program.</summary>
internal static class BridgeProgram
{
    internal static ProcessStartInfo Command(string folder, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "atsbridge.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return start;
    }

    /// <summary>Runs one command to its end.</summary>
    internal static async Task<(int Exit, string Output, string Error)> RunAsync(string folder, CancellationToken cancellationToken, params IEnumerable<string> args)
    {
        using var process = Process.Start(Command(folder, args))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
