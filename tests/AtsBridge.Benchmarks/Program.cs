using System.CommandLine;
using System.Text.Json;
using AtsBridge.Benchmarks.Cases;
using AtsBridge.Benchmarks.Measuring;
using AtsBridge.Benchmarks.Reports;

const int WarmRows = 20_000;

var rows = new Option<int[]>("--rows") { Description = "The sizes, each measured by itself. Default 1,000,000.", DefaultValueFactory = _ => [1_000_000], AllowMultipleArgumentsPerToken = true };
var repeats = new Option<int>("--repeats") { Description = "How often each side is measured. Default 5.", DefaultValueFactory = _ => 5 };
var cases = new Option<string[]>("--case") { Description = $"Only these: {string.Join(", ", AllCases.All.Select(c => c.Name))}.", AllowMultipleArgumentsPerToken = true };
var json = new Option<string?>("--json") { Description = "Also writes every single measurement to this file." };
var folder = new Option<string?>("--folder") { Description = "Where the data is made, and kept for the next time; default: a temporary folder that is removed." };
var root = new RootCommand("Measures each case beside its floor.") { rows, repeats, cases, json, folder };

var name = new Option<string>("--case") { Required = true };
var side = new Option<string>("--side") { Required = true };
var place = new Option<string>("--folder") { Required = true };
var size = new Option<int>("--rows") { Required = true };
var measure = new Command("measure", "One measurement, in this process.") { name, side, place, size };
measure.Hidden = true;
root.Add(measure);

measure.SetAction(async (parsed, cancellationToken) =>
{
    var one = AllCases.Find(parsed.GetValue(name)!);
    var warm = new Workplace(Path.Combine(parsed.GetValue(place)!, "warm"), WarmRows);
    var real = new Workplace(Path.Combine(parsed.GetValue(place)!, FormattableString.Invariant($"{parsed.GetValue(size)}")), parsed.GetValue(size));
    Func<Workplace, Task> work = parsed.GetValue(side) == "floor" ? p => one.FloorAsync(p, cancellationToken) : p => one.RunAsync(p, cancellationToken);
    for (var i = 0; i < 4; i++)
    {
        one.Reset(warm);
        await work(warm);
        // What is done often is counted, and compiled anew in the background, only a little after nothing new was done.
        await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, cancellationToken);
    }

    one.Reset(real);
    Child.Tell(await Probe.MeasureAsync(() => work(real)));
});

root.SetAction(async (parsed, cancellationToken) =>
{
    var kept = parsed.GetValue(folder);
    var data = Directory.CreateDirectory(kept ?? Path.Combine(Path.GetTempPath(), $"atsbridge-benchmarks-{Environment.ProcessId}")).FullName;
    var wanted = parsed.GetValue(cases) is { Length: > 0 } named ? named.Select(AllCases.Find).ToList() : [.. AllCases.All];
    var results = new List<CaseResult>();
    foreach (var one in wanted)
    {
        await one.PrepareAsync(new Workplace(Path.Combine(data, "warm"), WarmRows), cancellationToken);
        foreach (var count in parsed.GetValue(rows)!)
        {
            await one.PrepareAsync(new Workplace(Path.Combine(data, FormattableString.Invariant($"{count}")), count), cancellationToken);
            var (floors, runs) = (new List<Measurement>(), new List<Measurement>());
            for (var i = 0; i < parsed.GetValue(repeats); i++)
            {
                floors.Add(await Child.RunAsync(one.Name, "floor", data, count, cancellationToken));
                runs.Add(await Child.RunAsync(one.Name, "case", data, count, cancellationToken));
            }

            results.Add(new(one.Name, one.What, one.Floor, one.Goal, one.MostSeconds, count, floors, runs));
            Console.WriteLine(FormattableString.Invariant($"{one.Name} {count:#,0}: floor {results[^1].FloorSeconds:0.00} s, {results[^1].Seconds:0.00} s, ratio {results[^1].Ratio:0.00}, peak {results[^1].PeakMegabytes:0} MB"));
        }
    }

    Console.WriteLine();
    Console.WriteLine(ResultTable.Of(results));
    Console.WriteLine(ResultTable.GrowthOf(results));
    if (parsed.GetValue(json) is { } file)
    {
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Report(await Machine.ReadAsync(cancellationToken), results)), cancellationToken);
    }

    if (kept is null)
    {
        Directory.Delete(data, recursive: true);
    }

    return results.All(r => r.Met) ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
