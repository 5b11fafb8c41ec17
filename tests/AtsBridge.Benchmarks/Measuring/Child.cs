using System.Diagnostics;
using System.Text.Json;

namespace AtsBridge.Benchmarks.Measuring;

/// <summary>
/// This program again, for one measurement: a process that has done nothing before but the same on a small scale, so that neither
/// the compiler's warming up nor the memory of an earlier run is in the figures.
/// </summary>
internal static class Child
{
    private const string Mark = "measured ";

    internal static void Tell(Measurement measurement) => Console.WriteLine(Mark + JsonSerializer.Serialize(measurement));

    internal static async Task<Measurement> RunAsync(string name, string side, string folder, int rows, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        // Started as "dotnet x.dll", the path is that of dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        foreach (var argument in new[] { "measure", "--case", name, "--side", side, "--folder", folder, "--rows", FormattableString.Invariant($"{rows}") })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<Measurement>(line[Mark.Length..])!
            : throw new InvalidOperationException($"Measuring {side} of {name} ended with {process.ExitCode}:\n{output}");
    }
}
