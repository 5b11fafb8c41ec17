using System.IO.Compression;
using System.Text;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Testing;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>A profile of tables, delivered together in one archive: the people of the kit are taken apart into them, and must come back whole.</summary>
/// <param name="profile">The profile.</param>
/// <param name="table">The table that the path names.</param>
public abstract class FivetranConformance(string profile, string table) : FileSourceConformance<CsvSource, CsvSettings>
{
    private const string NoNulls = "a table has a cell for every heading, and a cell is never null";
    private const string IsArchive = "the tables are in an archive already";

    private static readonly AdapterCatalog Catalog = AdapterCatalog.Discover(new AdapterScan { Directory = null }.AddAdapter<CsvSource>());

    /// <inheritdoc />
    public sealed override string Name => $"csv ({profile})";

    /// <inheritdoc />
    protected sealed override string Extension => "zip";

    /// <inheritdoc />
    protected sealed override IReadOnlyList<Lacking> Lacks =>
    [
        new(Ability.MissingFields, NoNulls), new(Ability.Nulls, NoNulls), new(Ability.Gzip, IsArchive), new(Ability.Zip, IsArchive), new(Ability.TextEncodings, IsArchive), new(Ability.DamagedBytes, IsArchive),
        new(Ability.Repeat, "joined files are read each time"),
    ];

    /// <inheritdoc />
    protected sealed override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    /// <inheritdoc />
    protected sealed override CsvSettings Settings(string path)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AtsBridge:Sources:acme:Adapter"] = "csv", ["AtsBridge:Sources:acme:Options:Profile"] = profile, ["AtsBridge:Sources:acme:Options:Entry"] = table, ["AtsBridge:Sources:acme:Options:Path"] = "any.zip",
        };
        var read = ConfigurationReader.Read(new ConfigurationBuilder().AddInMemoryCollection(options).Build(), Catalog, AppContext.BaseDirectory);
        Assert.Empty(read.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{p.Path}: {p.Message}"));
        return (CsvSettings)Assert.Single(read.Configuration!.Sources).Settings! with { Path = path };
    }

    /// <summary>The tables, by the name of their files.</summary>
    private protected abstract IEnumerable<(string File, IEnumerable<(string Heading, string? Cell)[]> Rows)> Tables(IReadOnlyList<SampleApplication> applications);

    /// <inheritdoc />
    protected sealed override byte[] Write(IReadOnlyList<SampleApplication> applications)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (file, rows) in Tables(applications))
            {
                using var entry = new StreamWriter(zip.CreateEntry(file).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                // The headings stand there with nobody in the table as well.
                var headings = rows.Concat(Tables([SampleSet.One(1)]).First(t => t.File == file).Rows).First().Select(c => c.Heading);
                entry.Write(Line(headings) + string.Concat(rows.Select(r => Line(r.Select(c => c.Cell)))));
            }
        }

        return memory.ToArray();
    }

    /// <summary>One for each person, stage or job: those of a name are one.</summary>
    private protected static IEnumerable<SampleApplication> Each(IReadOnlyList<SampleApplication> applications, string field) =>
        applications.Where(a => !string.IsNullOrEmpty(a[field])).DistinctBy(a => a[field], StringComparer.Ordinal);

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(c => $"\"{c?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
}
