using System.Text.Json;
using AtsBridge.Hosting.WriteBack;
using AtsBridge.WriteBack;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Hosting.Tests.WriteBack;

public sealed class FileOutletTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-").FullName;
    private readonly FakeTimeProvider _time = new(Now);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ARoundIsAFileThatAnImportCanRead()
    {
        await TellAsync(WriteBackFormat.Csv, News("A-1", "new_response"), News("0042", "sent") with { CandidateId = "Doe, J", JobId = null });

        var file = Assert.Single(Directory.GetFiles(Out));
        Assert.Equal("engineering-interviews-20260302T080000.0000000Z.csv", Path.GetFileName(file));
        Assert.Equal(
            [
                "Application ID,Candidate ID,Job ID,Status,Progress,At,Route,Interview ID,Reference",
                "A-1,C-1,J-1,new_response,Completed,2026-03-02T07:00:00Z,Engineering interviews,i-1,acme:A-1:r",
                "0042,\"Doe, J\",,sent,Completed,2026-03-02T07:00:00Z,Engineering interviews,i-1,acme:0042:r",
            ],
            (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(l => l.TrimStart('\uFEFF')));
    }

    /// <summary>Whoever opens it in a spreadsheet must not run what a stranger wrote into a form.</summary>
    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    public async Task WhatASpreadsheetWouldTakeForAFormulaIsText(string word)
    {
        await TellAsync(WriteBackFormat.Csv, News("A-1", word));

        Assert.Contains($",'{word},", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Out)), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrAListOfObjects()
    {
        await TellAsync(WriteBackFormat.Json, News("A-1", "new_response"));

        var one = Assert.Single(JsonDocument.Parse(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Out)), TestContext.Current.CancellationToken)).RootElement.EnumerateArray());
        Assert.Equal(("A-1", "new_response", "Completed"), (one.GetProperty("application_id").GetString(), one.GetProperty("status").GetString(), one.GetProperty("progress").GetString()));
    }

    [Fact]
    public async Task EachRoundIsAFileOfItsOwn()
    {
        await TellAsync(WriteBackFormat.Csv, News("A-1", "sent"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await TellAsync(WriteBackFormat.Csv, News("A-2", "sent"));

        Assert.Equal(2, Directory.GetFiles(Out).Length);
    }

    [Fact]
    public async Task AFolderThatCantBeWrittenIsAnOutageThatNamesItself()
    {
        await File.WriteAllTextAsync(Out, "a file in its place", TestContext.Current.CancellationToken);

        var later = Assert.IsType<NewsAnswer.Later>(Assert.Single(await TellAsync(WriteBackFormat.Csv, News("A-1", "sent"))));

        Assert.Contains(Out, later.Reason, StringComparison.Ordinal);
    }

    private string Out => Path.Combine(_folder, "out");

    private static InviteNews News(string application, string word) => new($"acme:{application}:r", application, InviteProgress.Completed, word, Now.AddHours(-1))
    {
        CandidateId = "C-1", JobId = "J-1", Route = "Engineering interviews", InterviewId = "i-1",
    };

    private Task<IReadOnlyList<NewsAnswer>> TellAsync(WriteBackFormat format, params InviteNews[] news) =>
        new FileOutlet(new(Out, format), _time).TellAsync("Engineering interviews", news, TestContext.Current.CancellationToken);
}
