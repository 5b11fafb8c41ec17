using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Replay;
using AtsBridge.Cli.Recording;
using AtsBridge.Testing;

namespace AtsBridge.Cli.Tests.Recording;

public sealed class ReplayConformanceTests : SourceConformance
{
    private const string AsItWasMade = "a recording holds what another adapter has made of its source";

    public override Type Adapter => typeof(ReplaySource);

    protected override IReadOnlyList<Lacking> Lacks => [new(Ability.Nulls, AsItWasMade), new(Ability.Repeat, "a set of a recording is read once"), new(Ability.Fingerprints, AsItWasMade), new(Ability.Known, AsItWasMade)];

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override SourceWorld NewWorld() => new World();

    /// <summary>A folder to which a set is added whenever the source holds something else.</summary>
    private sealed class World : SourceWorld
    {
        private const int PageSize = 1000;

        private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-replay-").FullName;
        private int _sets;

        public override int Many => 2500;

        public override bool FullSets => true;

        public override IReadOnlyList<Outage> Outages =>
        [
            new("the folder is gone", () => Directory.Delete(_folder, recursive: true)),
            new("a set was cut off", () => Rewrite(text => text[..(text.Length / 2)])),
            new("a set was edited", () => Rewrite(text => text.Replace("\"record\"", "\"recrd\"", StringComparison.Ordinal))),
        ];

        public override ICandidateSource Open() => new ReplaySource(new ReplaySettings { Path = _folder }, new AdapterContext("conformance", _folder));

        public override void Hold(IReadOnlyList<SampleApplication> applications) => HoldAsync(applications).GetAwaiter().GetResult();

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }

        private async Task HoldAsync(IReadOnlyList<SampleApplication> applications)
        {
            await using var set = new SetWriter(_folder, ++_sets);
            foreach (var page in applications.Select(Record).Chunk(PageSize))
            {
                foreach (var record in page)
                {
                    await set.RecordAsync(record, CancellationToken.None);
                }

                await set.PageAsync(page.Length, CancellationToken.None);
            }

            await set.EndAsync(CancellationToken.None);
        }

        private SourceRecord Record(SampleApplication application, int index)
        {
            var record = new SourceRecord { Position = new(FormattableString.Invariant($"set-{_sets:0000}.ndjson"), index + 1) };
            foreach (var (name, value) in application.Values)
            {
                record = name == SampleField.Attribute
                    ? record with { Attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [name] = value ?? "" } }
                    : CanonicalFields.With(record, Enum.Parse<CanonicalField>(name), value ?? "");
            }

            return record;
        }

        private void Rewrite(Func<string, string> change)
        {
            foreach (var file in Directory.GetFiles(_folder))
            {
                File.WriteAllText(file, change(File.ReadAllText(file)));
            }
        }
    }
}
