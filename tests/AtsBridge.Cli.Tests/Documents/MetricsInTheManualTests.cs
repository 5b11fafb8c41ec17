using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AtsBridge.Architecture.Tests;
using AtsBridge.Hosting.Telemetry;

namespace AtsBridge.Cli.Tests.Documents;

/// <summary>The manual lists every instrument of the program, by both of its names, and no other.</summary>
public sealed partial class MetricsInTheManualTests
{
    private static readonly string Manual = File.ReadAllText(Repository.At("docs/operating.md"));

    [Fact]
    public void EveryInstrumentIsInTheManualAndEveryOneOfTheManualIsInTheProgram()
    {
        var documented = Rows().Matches(Manual).Select(m => $"{m.Groups["name"].Value} {m.Groups["prometheus"].Value}").ToList();

        Assert.Equal(Instruments().Select(i => $"{i.Name} {Prometheus(i)}").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.InRange(documented.Count, 15, 40);
    }

    [Fact]
    public void TheAlertsAskForMetricsThatThereAre()
    {
        var known = Instruments().Select(Prometheus).ToHashSet(StringComparer.Ordinal);
        var alerts = Manual[Manual.IndexOf("```yaml", StringComparison.Ordinal)..];
        var asked = Names().Matches(alerts[..alerts.IndexOf("```\n", 7, StringComparison.Ordinal)]).Select(m => m.Value).ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void EveryInstrumentSaysWhatItIs() =>
        Assert.All(Instruments(), i => Assert.False(string.IsNullOrWhiteSpace(i.Description), i.Name));

    /// <summary>Whatever our assemblies make in the meter: static instruments, and those of classes that take a factory of meters.</summary>
    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == BridgeMetrics.MeterName)
            {
                found.Add(instrument);
            }
        };
        listener.Start();
        using var factory = new Meters();
        foreach (var type in Assemblies().SelectMany(a => a.GetTypes()).Where(t => t.IsClass && !t.ContainsGenericParameters))
        {
            if (type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Any(f => typeof(Instrument).IsAssignableFrom(f.FieldType)))
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }

            if (type.GetConstructors().FirstOrDefault(c => c.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(IMeterFactory)) is { } constructor)
            {
                constructor.Invoke([factory, .. constructor.GetParameters().Skip(1).Select(_ => (object?)null)]);
            }
        }

        // The same static one may be seen twice, and those of tests that run beside this one as well.
        return [.. found.DistinctBy(i => i.Name)];
    }

    private static IEnumerable<Assembly> Assemblies()
    {
        var cli = typeof(CommandLine).Assembly;
        return cli.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("AtsBridge", StringComparison.Ordinal)).Select(Assembly.Load).SelectMany(a =>
            a.GetReferencedAssemblies().Where(r => r.Name!.StartsWith("AtsBridge", StringComparison.Ordinal)).Select(Assembly.Load).Prepend(a)).Prepend(cli).Distinct();
    }

    /// <summary>As the exporter makes it: dots are underscores, a unit that is none is left out, and what only grows is a total.</summary>
    private static string Prometheus(Instrument instrument)
    {
        var unit = instrument.Unit switch { null or ['{', ..] => "", "s" => "_seconds", var other => throw new InvalidOperationException($"{instrument.Name} has the unit {other}: say here how Prometheus calls it.") };
        var total = instrument.GetType().GetGenericTypeDefinition() == typeof(Counter<>) ? "_total" : "";
        return instrument.Name.Replace('.', '_') + unit + total;
    }

    [GeneratedRegex(@"^\| `(?<name>atsbridge\.[a-z_.]+)` \| `(?<prometheus>atsbridge_\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\batsbridge_\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            _made.Add(meter);
            return meter;
        }

        public void Dispose() => _made.ForEach(m => m.Dispose());
    }
}
