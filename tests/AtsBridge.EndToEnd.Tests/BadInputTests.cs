using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Nothing that stands in a file breaks a run silently: it is quarantined or refused, with place and reason, and its neighbours count.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string> NoCsv => new()
    {
        { "JVBERi0xLjcKJcOkw7zDtsOf", "is not a CSV file: it looks like a PDF document" },
        { "iVBORw0KGgoAAAANSUhEUgAA", "is not a CSV file: it looks like a picture (png)" },
        { Convert.ToBase64String("<!DOCTYPE html><html><body>Please log in</body></html>"u8), "is not a CSV file: it looks like an HTML page, perhaps a log-in or error page" },
        { Convert.ToBase64String(Workbook()), "is a spreadsheet or a document (its content is that of xlsx or docx). Read a spreadsheet with the xlsx adapter" },
        { "UEsDBBQABgAIAAAAIQBi7p1o", "is damaged or cut off: the archive can't be read" },
    };

    [Theory]
    [MemberData(nameof(NoCsv))]
    public async Task AFileThatIsNoCsvIsRefusedByNameAndChangesNothing(string base64, string reason)
    {
        await using var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 5, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        trial.Write("export.csv", Convert.FromBase64String(base64));

        Assert.Contains($"export.csv {reason}", (await trial.TextAsync("sync")).Failed().Error, StringComparison.Ordinal);
        await NothingChangedAsync(trial);
    }

    [Theory]
    [InlineData("toomany", "The row has 13 cells and the header 12", null)]
    [InlineData("nul", "NUL bytes", null)]
    [InlineData("two addresses", "'a@b, c@d' holds more than one address", "Email")]
    [InlineData("two more addresses", "'ada@example.com; bob@example.org' holds more than one address", "Email")]
    [InlineData("rounded", "'1.2025E+10' is a number that a spreadsheet has rounded", "Phone")]
    public async Task ABadRowIsQuarantinedAndItsNeighboursBecomeApplications(string what, string reason, string? field)
    {
        var bad = what switch
        {
            "toomany" => new Row("X-1", "Interview").Csv() + ",one more",
            "nul" => new Row("X-1", "Interview").Csv().Replace("Family", "Fam\0ly", StringComparison.Ordinal),
            "two addresses" => (new Row("X-1", "Interview") { Email = "\"a@b, c@d\"" }).Csv(),
            "two more addresses" => (new Row("X-1", "Interview") { Email = "ada@example.com; bob@example.org" }).Csv(),
            _ => (new Row("X-1", "Interview") { Phone = "1.2025E+10" }).Csv(),
        };
        await using var trial = await WithBaselineAsync();
        trial.Write("export.csv", string.Join('\n', Row.Header, new Row("A-0001", "Interview").Csv(), bad, new Row("A-0002", "Interview").Csv()) + "\n");
        await QuarantinedAsync(trial, 3, reason, field);
    }

    [Fact]
    public async Task ACellOfFiftyMegabytesIsQuarantinedAndItsNeighboursBecomeApplications()
    {
        await using var trial = await WithBaselineAsync();
        var big = (new Row("X-1", "Interview") { Job = new string('x', 50 * 1024 * 1024) }).Csv();
        trial.Write("export.csv", string.Join('\n', Row.Header, new Row("A-0001", "Interview").Csv(), big, new Row("A-0002", "Interview").Csv()) + "\n");
        await QuarantinedAsync(trial, 3, "MaxCellChars", field: null);
    }

    [Fact]
    public async Task JsonThatIsNestedTenThousandDeepIsQuarantinedAndItsNeighboursBecomeApplications()
    {
        await using var trial = await WithBaselineAsync();
        UseJson(trial, "export.json");
        var deep = new Row("X-1", "Interview").Json().ToJsonString()[..^1] + ",\"more\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        trial.Write("export.json", $"[{new Row("A-0001", "Interview").Json().ToJsonString()},{deep},{new Row("A-0002", "Interview").Json().ToJsonString()}]");
        await QuarantinedAsync(trial, 2, "MaxDepth", field: null, "export.json");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OfOneApplicationTwiceTheLaterUpdateCountsWhicheverStandsFirst(bool laterFirst)
    {
        await using var trial = await WithBaselineAsync();
        var later = new Row("A-0001", "Interview") { Updated = "2026-11-02T15:00:00Z" };
        var earlier = new Row("A-0001", "Applied") { Updated = "2026-11-02T09:00:00Z", Phone = "212 555 0199" };
        trial.Export([.. laterFirst ? new[] { later, earlier } : [earlier, later], new("A-0002", "Interview")]);
        await QuarantinedAsync(trial, laterFirst ? 3 : 2, "The same application stands twice in this set", field: null);
        Assert.Contains("was updated later (2026-11-02 15:00:00Z)", (string)(await trial.QuarantineAsync())[0]["reason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", false)]
    [InlineData("csv.gz", true)]
    [InlineData("json", true)]
    [InlineData("ndjson", false)]
    [InlineData("json.gz", true)]
    public async Task AnExportThatIsCutOffInTheMiddleLosesNobodyAndSaysSo(string kind, bool refused)
    {
        await using var trial = await Trial.StartAsync();
        var csv = kind.StartsWith("csv", StringComparison.Ordinal);
        // All forty move at once, which is what this test is not about.
        trial.Source["Guard"] = new JsonObject { ["MaxMoved"] = 1 };
        var file = "export." + kind;
        if (csv)
        {
            trial.Source["Options"]!["Path"] = file;
        }
        else
        {
            UseJson(trial, file);
        }

        trial.Write(file, Pack(file, Text(kind, Row.Many("A-", 40, "Applied"))));
        (await trial.RunAsync("sync")).Succeeded();

        // Cut inside of a record: after some cells of a row, in the middle of an object, in the middle of the compressed bytes.
        var text = Text(kind, Row.Many("A-", 40, "Interview"));
        var cut = text.IndexOf("GivenA-0031", StringComparison.Ordinal);
        var bytes = kind.EndsWith(".gz", StringComparison.Ordinal) ? Pack(file, text) : Encoding.UTF8.GetBytes(text[..cut]);
        trial.Write(file, kind.EndsWith(".gz", StringComparison.Ordinal) ? bytes[..(bytes.Length * 3 / 4)] : bytes);
        var sync = await trial.RunAsync("sync");

        Assert.All(sync.Runs, Balances);
        var run = sync.Run;
        Assert.Equal(refused ? 1 : 0, sync.Exit);
        if (refused)
        {
            // Refused as a whole: the reason names the file, nobody was invited, and nobody has left.
            Assert.Contains(file, (string)run["reason"]!, StringComparison.Ordinal);
            Assert.Empty(trial.Reached());
        }
        else
        {
            // Taken as far as it goes: the broken record is in quarantine, and those behind it are not taken as gone.
            Assert.Equal((30, 1, 0), ((int)run["invited"]!, (int)run["quarantined"]!, (int)run["vanished"]!));
            Assert.Equal(30, trial.Reached().Count);
        }

        trial.Write(file, Pack(file, text));
        (await trial.RunAsync("sync")).Succeeded();
        Assert.Equal([.. Row.Many("A-", 40, "Interview").Select(r => r.Id)], trial.Reached());
    }

    private static string Text(string kind, IReadOnlyList<Row> rows) => kind.Split('.')[0] switch
    {
        "csv" => string.Concat(rows.Select(r => r.Csv()).Prepend(Row.Header).Select(l => l + "\n")),
        "ndjson" => string.Concat(rows.Select(r => r.Json().ToJsonString() + "\n")),
        _ => $"[{string.Join(",\n", rows.Select(r => r.Json().ToJsonString()))}]",
    };

    private static byte[] Pack(string file, string text)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static void UseJson(Trial trial, string path)
    {
        trial.Source["Adapter"] = "json";
        trial.Source["Options"]!["Path"] = path;
        trial.Source["Options"]!["Fields"] = Row.Fields(paths: true);
    }

    private static async Task<Trial> WithBaselineAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Export(Row.Many("A-", 2, "Applied"));
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }

    /// <summary>The bad one is in quarantine with its place, and the two neighbours are invited.</summary>
    private static async Task QuarantinedAsync(Trial trial, long row, string reason, string? field, string file = "export.csv")
    {
        var run = (await trial.RunAsync("sync")).Succeeded().Run;
        Balances(run);
        Assert.Equal((3, 1), ((int)run["read"]!, (int)run["quarantined"]!));
        Assert.Equal(["A-0001", "A-0002"], trial.Reached());
        var record = Assert.Single(await trial.QuarantineAsync());
        Assert.Contains(reason, (string)record["reason"]!, StringComparison.Ordinal);
        Assert.Equal((file, row, field), ((string)record["resource"]!, (long)record["row"]!, (string?)record["field"]));
        Assert.InRange(((string?)record["excerpt"])?.Length ?? 0, 0, 5_000);
    }

    private static void Balances(JsonNode run)
    {
        Assert.True((bool)run["balances"]!);
        Assert.Equal((int)run["read"]!, (int)run["unchanged"]! + (int)run["changed"]! + (int)run["new"]! + (int)run["quarantined"]!);
    }

    private static async Task NothingChangedAsync(Trial trial)
    {
        trial.Export([.. Row.Many("A-", 5, "Applied"), new("B-1", "Interview")]);
        var next = (await trial.RunAsync("sync")).Succeeded().Run;
        Assert.Equal((5, 0, 1, 0), ((int)next["unchanged"]!, (int)next["changed"]!, (int)next["new"]!, (int)next["vanished"]!));
        Assert.Equal(["B-1"], trial.Reached());
    }

    /// <summary>As much of one as it takes to be known by.</summary>
    private static byte[] Workbook()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            archive.CreateEntry("[Content_Types].xml");
            archive.CreateEntry("xl/workbook.xml");
        }

        return memory.ToArray();
    }
}
