using System.Diagnostics;
using AtsBridge.Benchmarks.Data;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>
/// From the start of <c>atsbridge run</c> to the first byte that it reads of an export, by the time of the last access that the file
/// system keeps.
/// </summary>
internal sealed class StartCase : BenchmarkCase
{
    private static readonly DateTime Untouched = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Process? _host;

    internal override string Name => "start";

    internal override string What => "start of run, to the first byte that it reads";

    internal override string Floor => "the same program says its version";

    internal override double Goal => double.MaxValue;

    internal override double? MostSeconds => 1;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        await place.StoreAsync("started.db", SourceKind.Csv, [place.Export("turned.Csv", ExportFormat.Csv, turned: true), place.Export("day1.Csv", ExportFormat.Csv)], cancellationToken);
        await File.WriteAllTextAsync(place["start.json"], Configuration, cancellationToken);
    }

    internal override void Reset(Workplace place)
    {
        _host?.WaitForExit();
        place.Renew("start.db", "started.db");
        // The file system notes the time of a reading where that of the last one is older than the file.
        File.SetLastAccessTimeUtc(place["day1.Csv"], Untouched);
    }

    internal override async Task FloorAsync(Workplace place, CancellationToken cancellationToken)
    {
        using var program = Start("--version");
        await program.WaitForExitAsync(cancellationToken);
    }

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        _host = Start("run", "--config", place["start.json"], "--url", "http://127.0.0.1:0");
        while (File.GetLastAccessTimeUtc(place["day1.Csv"]) == Untouched)
        {
            if (_host.HasExited || TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new InvalidOperationException("The host has read nothing: it has ended, or the file system does not keep the time of the last access (noatime).");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        }

        _host.Kill();
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "atsbridge.exe" : "atsbridge"), arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static string Configuration =>
        $$"""
        { "AtsBridge": {
          "Store": { "ConnectionString": "Data Source=start.db" },
          "Sources": { "ats": { "Adapter": "csv", "Schedule": "0 0 3 * * ?", "Options": { "Path": "day1.Csv", "StableFor": "00:00:00", "Fields": { "ApplicationId": "Application ID", "Email": "Email", "Stage": "Current Stage" } } } },
          "Sinks": { "gather": { "Adapter": "gather", "Options": { "BaseUrl": "http://127.0.0.1:9", "ApiKey": "qapi_sandbox" } } },
          "Routes": [ { "Name": "phone interviews", "Source": "ats", "Sink": "gather", "When": { "Stage": [ "{{ExportRow.MappedStage}}" ] }, "Invite": { "InterviewId": "{{DueInvites.Interview}}" } } ]
        } }
        """;
}
