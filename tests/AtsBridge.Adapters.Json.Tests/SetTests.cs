using AtsBridge.Adapters.Records;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class SetTests
{
    [Fact]
    public async Task ManyRecordsComeInPagesAndInOrder()
    {
        var text = "[" + string.Join(",\n", Enumerable.Range(1, 3500).Select(i => $$"""{"id":"{{i:0000}}","stage":"x"}""")) + "]";
        var read = await ReadAsync(text);
        Assert.Equal([1000, 1000, 1000, 500], read.Pages.Select(p => p.Records.Count));
        Assert.Equal(Enumerable.Range(1, 3500).Select(i => (long?)i), read.Records.Select(r => r.Position.Row));
        Assert.All(read.Records, r => Assert.Equal($"{r.Position.Row:0000}", r.ApplicationId));
        Assert.Equal(1, read.Pages[^1].Progress);
    }

    [Fact]
    public async Task ACutShowsBeforeTheLastPage()
    {
        var text = "[" + string.Join(",\n", Enumerable.Range(1, 1500).Select(i => $$"""{"id":"{{i}}","stage":"x"}"""));
        Assert.Contains("cut off after record 1500", (await RefusalAsync(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFileOfAPatternIsReadOnce()
    {
        using var folder = new ExportFolder().With("1.json", """[{"id":"1","stage":"x"}]""").With("2.json", """[{"id":"2","stage":"x"}]""");
        File.SetLastWriteTimeUtc(folder.PathOf("1.json"), new DateTime(2026, 11, 16, 0, 0, 0, DateTimeKind.Utc));
        var settings = Settings("*.json", Fields);
        var first = await folder.ReadAsync(settings);
        Assert.Equal("1", first.Ids);
        Assert.True(first.Pages[^1].More);
        var second = await folder.ReadAsync(settings, new ReadRequest(first.Pages[^1].Next));
        Assert.Equal("2", second.Ids);
        Assert.False(second.Pages[^1].More);
        Assert.True((await folder.ReadAsync(settings, new ReadRequest(second.Pages[^1].Next))).Pages.Single().NothingNew);
    }

    [Fact]
    public async Task KnownRecordsAreNotBuiltAndAChangedOneIs()
    {
        using var folder = new ExportFolder().With("a.json", """[{"id":"1","stage":"x","note":"a"},{"id":"2","stage":"x"}]""");
        var before = await folder.ReadAsync(Settings("a.json", Fields));
        folder.With("a.json", """[{"note":"b","stage":"x","id":"1"},{"id":"2","stage":"x","status":""},{"id":"2","stage":"y"}]""");
        var after = await folder.ReadAsync(Settings("a.json", Fields), new ReadRequest(null, KnownSet.Of(before)));
        Assert.Equal("y", Assert.Single(after.Records).Stage);
        Assert.Equal(before.Records.Select(r => r.Fingerprint!.Value), after.Pages.SelectMany(p => p.Unchanged));

        var otherFields = await folder.ReadAsync(Settings("a.json", Fields with { Phone = "note" }), new ReadRequest(null, KnownSet.Of(before)));
        Assert.Equal(3, otherFields.Records.Count);
    }

    [Fact]
    public async Task TheSameTextsInOtherFieldsAreNotKnown()
    {
        var text = """[{"id":"1","stage":"x","note":"a"}]""";
        var before = await ReadAsync(text, new FieldMap { ApplicationId = "id", Stage = "stage", FirstName = "note" });
        using var folder = new ExportFolder().With("a.json", text);
        var settings = Settings("a.json", new FieldMap { ApplicationId = "id", Stage = "stage", LastName = "note" });
        Assert.Equal("a", Assert.Single((await folder.ReadAsync(settings, new ReadRequest(null, KnownSet.Of(before)))).Records).LastName);
    }

    [Theory]
    [InlineData(";")]
    [InlineData(" ")]
    [InlineData(",,")]
    [InlineData("]")]
    [InlineData(",:")]
    public async Task WhatStandsBetweenKnownRecordsMustBeAComma(string between)
    {
        var records = Enumerable.Range(1, 40).Select(i => $$"""{"id":"{{i}}","stage":"x"}""").ToList();
        var before = await ReadAsync($"[{string.Join(',', records)}]");
        using var folder = new ExportFolder().With("a.json", $"[{string.Join(',', records[..30])}{between}{string.Join(',', records[30..])}]");
        var refusal = await Assert.ThrowsAsync<SourceException>(() => folder.ReadAsync(Settings("a.json", Fields), new ReadRequest(null, KnownSet.Of(before))));
        Assert.Equal(SourceFault.Unreadable, refusal.Fault);
        Assert.Contains("after record 30", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledReadEndsAsSuch()
    {
        using var folder = new ExportFolder().With("a.json", "[" + string.Join(',', Enumerable.Range(1, 5000).Select(i => $$"""{"id":"{{i}}","stage":"x"}""")) + "]");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in folder.Source(Settings("a.json", Fields)).ReadAsync(new ReadRequest(null), stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }
}
