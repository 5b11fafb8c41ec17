using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using System.Text;
using AtsBridge.Adapters.Files.Joins;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>Exports that come as one file an object.</summary>
public sealed class JoinTests : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-").FullName;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow().AddHours(1));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WhatBelongsTogetherIsPutTogether()
    {
        WriteAll();

        var read = await ReadAsync(Settings);

        Assert.Empty(read.Rejected);
        Assert.Equal(
            ["A1 Ada ada@example.com J1 Pilot S1 Interview", "A2 Bo bo@example.com J2 Cook S2 Applied", "A3 Ada ada@example.com J2 Cook  "],
            read.Records.Select(r => $"{r.ApplicationId} {r.FirstName} {r.Email} {r.JobId} {r.JobTitle} {r.StageId} {r.Stage}"));
        Assert.All(read.Records, r => Assert.Equal(["Team"], r.Attributes.Keys));
        Assert.Equal("application.csv row 2", read.Records[0].Position.ToString());
    }

    [Theory]
    [InlineData("candidate.csv")]
    [InlineData("placement.csv")]
    public async Task AFileThatIsMissingIsAnOutageAndNotEmptyFields(string file)
    {
        WriteAll();
        File.Delete(Path.Combine(_folder, file));

        var fault = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(Settings));

        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.Contains($"{file} is not beside application.csv, and Join names it.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoseRowIsMissingIsQuarantinedAlone()
    {
        WriteAll();
        Write("stage.csv", "id,name", "S2,Applied");

        var read = await ReadAsync(Settings);

        Assert.Equal(["A2", "A3"], read.Records.Select(r => r.ApplicationId));
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(("A1", "Stage"), (rejected.Key, rejected.Field));
        Assert.StartsWith("stage.csv has no row whose id is 'S1'.", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("set Join:stage:Missing to Empty", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereRowsMayBeMissingTheirFieldsAreEmptyAndItIsSaid()
    {
        WriteAll();
        Write("stage.csv", "id,name", "S2,Applied");

        var read = await ReadAsync(With("stage", j => j with { Missing = JoinMissing.Empty }));

        Assert.Equal("", read.Records[0].Stage);
        Assert.Contains("1 records name a row of stage.csv that is not there", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfSeveralRowsNoneIsGuessed()
    {
        WriteAll();
        Write("email.csv", "candidate_id,type,value", "C1,work,ada@work.example", "C1,personal,ada@example.com", "C2,personal,bo@example.com", "C2,personal,bo@example.com");

        var read = await ReadAsync(With("email", j => j with { Where = [] }));

        Assert.Equal(["A2"], read.Records.Select(r => r.ApplicationId));
        Assert.Equal(["A1", "A3"], read.Rejected.Select(r => r.Key));
        Assert.Contains("email.csv has several rows whose candidate_id is 'C1'", read.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JoinTake.First, "ada@work.example")]
    [InlineData(JoinTake.Last, "ada@example.com")]
    public async Task OrTheSettingsChoose(JoinTake take, string email)
    {
        WriteAll();
        Write("email.csv", "candidate_id,type,value", "C1,work,ada@work.example", "C1,personal,ada@example.com", "C2,personal,bo@example.com");

        Assert.Equal(email, (await ReadAsync(With("email", j => j with { Where = [], Take = take }))).Records[0].Email);
    }

    /// <summary>A change in any of the files is a change of the record; nothing else is.</summary>
    [Theory]
    [InlineData(null, null, "")]
    [InlineData("stage.csv", "id,name\nS1,Phone Interview\nS2,Applied", "A1")]
    [InlineData("candidate.csv", "id,first_name,team\nC1,Augusta,x\nC2,Bo,y", "A1 A3")]
    [InlineData("job.csv", "id,title\nJ1,Pilot\nJ2,Chef", "A2 A3")]
    [InlineData("job.csv", "title,id,extra\nPilot,J1,1\nCook,J2,2\nNobody,J3,3", "")]
    public async Task WhatDidNotChangeIsKnown(string? file, string? text, string changed)
    {
        WriteAll();
        var before = await ReadAsync(Settings);
        var known = new Known([.. before.Records.Select(r => r.Fingerprint!.Value)]);
        if (file is not null)
        {
            Write(file, text!.Split('\n'));
        }

        var after = await ReadAsync(Settings, known);

        Assert.Equal(changed, string.Join(' ', after.Records.Select(r => r.ApplicationId)));
        Assert.Equal(3, after.Records.Count + after.Pages.Sum(p => p.Unchanged.Count));
        Assert.All(after.Pages, p => Assert.Null(p.Mark));
    }

    [Fact]
    public async Task RowsOfTheJoinedFileThatCantBeReadAreSaid()
    {
        WriteAll();
        Write("job.csv", "id,title", "J1,Pilot", "J2,Cook", "J3,Pilot, second");

        var read = await ReadAsync(Settings);

        Assert.Equal(3, read.Records.Count);
        Assert.Contains("1 rows of job.csv could not be read: job.csv row 4", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHeadingThatIsNotThereIsNamedWithItsSetting()
    {
        WriteAll();
        Write("job.csv", "id,name", "J1,Pilot");

        var fault = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(Settings));

        Assert.Contains("job.csv has no such heading: Join:job:0:title names \"title\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFilesMayBeInOneArchive()
    {
        WriteAll();
        var files = Directory.GetFiles(_folder);
        using (var archive = ZipFile.Open(Path.Combine(_folder, "export.zip"), ZipArchiveMode.Create))
        {
            foreach (var file in files)
            {
                archive.CreateEntryFromFile(file, $"data/{Path.GetFileName(file)}");
                File.Delete(file);
            }
        }

        Assert.Equal(3, (await ReadAsync(Settings with { Path = "export.zip", Entry = "application.csv" })).Records.Count);
    }

    [Fact]
    public async Task OnlyRowsThatSaySoAreRecords()
    {
        WriteAll();
        Write("application.csv", "id,candidate_id,stage_id,deleted", "A1,C1,S1, FALSE ", "A2,C2,S2,true", "A3,C1,,");

        var read = await ReadAsync(Settings with { Where = new(StringComparer.Ordinal) { ["deleted"] = "false" } });

        Assert.Equal(["A1"], read.Records.Select(r => r.ApplicationId));
        Assert.Contains("2 rows of application.csv do not say what Where asks for", read.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACheckLooksAtWhatIsReadOfTheFirstFile()
    {
        WriteAll();

        Assert.Contains("ApplicationId ← \"id\"", await Source(Settings).CheckAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCantBeJoinedIsSaidBeforeAnythingStarts()
    {
        Assert.Empty(Faults(Settings));
        Assert.Contains("Join needs Fields", Assert.Single(Faults(Settings with { Fields = null })), StringComparison.Ordinal);
        Assert.Contains("Join:spare is used by no field", Assert.Single(Faults(With("spare", _ => new() { Path = "x.csv", On = "id", Key = "id" }))), StringComparison.Ordinal);
        Assert.Contains("leads back to itself", Assert.Single(Faults(With("placement", j => j with { On = "job.id" }))), StringComparison.Ordinal);
        Assert.Contains("Where needs Fields", Assert.Single(Faults(new CsvSettings { Path = "a.csv", Where = new(StringComparer.Ordinal) { ["x"] = "y" } })), StringComparison.Ordinal);
    }

    private static CsvSettings Settings => new()
    {
        Path = "application.csv",
        Fields = new()
        {
            ApplicationId = "id", CandidateId = "candidate_id", FirstName = "candidate.first_name", Email = "email.value", JobId = "placement.job_id",
            JobTitle = "job.title", StageId = "stage_id", Stage = "stage.name", Attributes = { ["Team"] = "candidate.team" },
        },
        Join = new(StringComparer.Ordinal)
        {
            ["candidate"] = new() { Path = "candidate.csv", On = "candidate_id", Key = "id" },
            ["email"] = new() { Path = "email.csv", On = "candidate_id", Key = "candidate_id", Where = new(StringComparer.Ordinal) { ["type"] = "personal" } },
            ["placement"] = new() { Path = "placement.csv", On = "id", Key = "application_id" },
            ["job"] = new() { Path = "job.csv", On = "placement.job_id", Key = "id" },
            ["stage"] = new() { Path = "stage.csv", On = "stage_id", Key = "id" },
        },
    };

    private static CsvSettings With(string join, Func<JoinSettings, JoinSettings> change)
    {
        var settings = Settings;
        settings.Join[join] = change(settings.Join.GetValueOrDefault(join) ?? new());
        return settings;
    }

    private static IEnumerable<string> Faults(CsvSettings settings) => settings.Validate(new ValidationContext(settings)).Select(r => r.ErrorMessage!);

    private void WriteAll()
    {
        Write("application.csv", "id,candidate_id,stage_id", "A1,C1,S1", "A2,C2,S2", "A3,C1,");
        Write("candidate.csv", "id,first_name,team", "C1,Ada,x", "C2,Bo,y", "C3,Cy,z");
        Write("email.csv", "candidate_id,type,value", "C1,work,ada@work.example", "C1,Personal ,ada@example.com", "C2,personal,bo@example.com");
        Write("placement.csv", "application_id,job_id", "A1,J1", "A2,J2", "A3,J2");
        Write("job.csv", "id,title", "J1,Pilot", "J2,Cook");
        Write("stage.csv", "id,name", "S1,Interview", "S2,Applied");
    }

    private void Write(string name, params string[] lines) => File.WriteAllText(Path.Combine(_folder, name), string.Join('\n', lines) + "\n", Encoding.UTF8);

    private CsvSource Source(CsvSettings settings) => new(settings, new AdapterContext("test", _folder), _time, Http);

    private async Task<Outcome> ReadAsync(CsvSettings settings, IKnownRecords? known = null)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in Source(settings).ReadAsync(new ReadRequest(Since: null, known), TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return new Outcome(pages);
    }

    private sealed class Known(HashSet<UInt128> fingerprints) : IKnownRecords
    {
        public bool Contains(UInt128 fingerprint) => fingerprints.Contains(fingerprint);
    }
}
