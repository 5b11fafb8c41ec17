using AtsBridge.Adapters.Records;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class RecordTests
{
    private const string Good = """{"id":"a9","stage":"Interview","status":"active"}""";

    [Theory]
    [InlineData("19214950003", "19214950003")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.0", "1.0")]
    [InlineData("1e3", "1e3")]
    [InlineData("\"0012\"", "0012")]
    [InlineData("\"272735e2\"", "272735e2")]
    [InlineData("\" x \"", " x ")]
    [InlineData("\"2026-11-16T08:00:00+01:00\"", "2026-11-16T08:00:00+01:00")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"\\u0047\\u00f6rel\"", "Görel")]
    public async Task ValuesKeepTheirExactText(string json, string text) =>
        Assert.Equal(text, Assert.Single((await ReadAsync($$"""[{"id":{{json}},"stage":"x"}]""")).Records).ApplicationId);

    [Theory]
    [InlineData("""{"id":"1","stage":"x"}""", "", null)]
    [InlineData("""{"id":"1","stage":"x","status":null,"emails":[{"value":null}]}""", "", null)]
    [InlineData("""{"id":"1","stage":"x","status":"","emails":[{"value":""}]}""", "", "")]
    [InlineData("""{"id":"1","stage":"x","status":false,"emails":[]}""", "false", null)]
    public async Task MissingNullAndEmptyAreDifferentAndAStatusIsNeverSilentlyActive(string json, string status, string? email)
    {
        var record = Assert.Single((await ReadAsync($"[{json}]")).Records);
        Assert.Equal(status, record.Status);
        Assert.Equal(email, record.Email);
        Assert.Null(record.Phone);
    }

    [Fact]
    public async Task WithoutAStatusFieldTheSourceCarriesNone()
    {
        var read = await ReadAsync($"[{Good}]", new FieldMap { ApplicationId = "id", Stage = "stage" });
        Assert.Null(Assert.Single(read.Records).Status);
    }

    [Theory]
    [InlineData("""{"id":"1","stage":{"id":5,"name":"Interview"}}""", "Stage", "name one of its keys, such as stage.id")]
    [InlineData("""{"id":"1","stage":["Interview"]}""", "Stage", "stage[0]")]
    [InlineData("""{"id":"1","stage":"Applied","stage":"Interview"}""", "Stage", "more than once")]
    [InlineData("""{"id":"1","stage":"x","job":{"title":"a","title":"a"}}""", "JobTitle", "more than once")]
    public async Task WhatIsNotOneValueIsQuarantinedWithItsField(string json, string field, string reason)
    {
        var read = await ReadAsync($"[{json},{Good}]");
        Assert.Equal("a9", read.Ids);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((field, "1", 1L), (rejected.Field, rejected.Key, rejected.Position.Row));
        Assert.Contains(reason, rejected.Reason, StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":\"1\"", rejected.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyThatStandsTwiceElsewhereHarmsNobody() =>
        Assert.Equal("1", (await ReadAsync("""[{"id":"1","stage":"x","tag":1,"tag":2}]""")).Ids);

    [Theory]
    [InlineData("""{"id":"1","stage":NaN}""")]
    [InlineData("""{"id":"1","stage":'x'}""")]
    [InlineData("""{"id":"1",/* why */"stage":"x"}""")]
    [InlineData("""{"id":"1" "stage":"x"}""")]
    [InlineData("""{"id":"1","stage":"a\qb"}""")]
    [InlineData("{\"id\":\"1\",\"stage\":\"a\0b\"}")]
    [InlineData("{\"id\":\"1\",\0\"stage\":\"ab\"}")]
    [InlineData("""{"id":"1","stage":"\ud83d"}""")]
    [InlineData("""["1","x"]""")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("01")]
    [InlineData("garbage")]
    public async Task ABadRecordIsQuarantinedAndItsNeighboursLive(string bad)
    {
        foreach (var text in new[] { $"[{Good},{bad},{Good}]", $"{Good}\n{bad}\n{Good}\n" })
        {
            var read = await ReadAsync(text);
            Assert.Equal("a9 a9", read.Ids);
            Assert.Equal(2, Assert.Single(read.Rejected).Position.Row);
        }
    }

    [Fact]
    public async Task ATrailingCommaIsForgiven() =>
        Assert.Equal("1", (await ReadAsync("""[{"id":"1","stage":"x",},]""")).Ids);

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task TenThousandLevelsAreQuarantinedAndTheRestIsRead(char open, char close)
    {
        var step = open == '{' ? "{\"a\":" : "[";
        var deep = "{\"id\":\"1\",\"stage\":" + string.Concat(Enumerable.Repeat(step, 10_000)) + "1" + new string(close, 10_000) + "}";
        foreach (var text in new[] { $"[{Good},{deep},{Good}]", $"{Good}\n{deep}\n{Good}\n", "{\"list\":[" + Good + "," + deep + "," + Good + "]}" })
        {
            var read = await ReadAsync(text);
            Assert.Equal("a9 a9", read.Ids);
            Assert.Contains("deep", Assert.Single(read.Rejected).Reason, StringComparison.Ordinal);
        }

        Assert.Contains("cut off", (await RefusalAsync(new string('[', 3_000_000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AValueOrARecordThatIsTooLongIsQuarantined()
    {
        var cell = "{\"id\":\"1\",\"stage\":\"" + new string('x', 1_100_000) + "\"}";
        var record = "{\"id\":\"1\",\"stage\":\"x\",\"cv\":\"" + new string('x', 5_000_000) + "\"}";
        foreach (var bad in new[] { cell, record })
        {
            foreach (var text in new[] { $"[{Good},{bad},{Good}]", $"{Good}\n{bad}\n{Good}\n" })
            {
                var read = await ReadAsync(text);
                Assert.Equal("a9 a9", read.Ids);
                var rejected = Assert.Single(read.Rejected);
                Assert.Contains(bad == cell ? "MaxCellChars" : "MaxRecordBytes", rejected.Reason, StringComparison.Ordinal);
                Assert.InRange(rejected.Excerpt!.Length, 1, 2000);
            }
        }
    }

    [Fact]
    public async Task AttributesAreReadByName()
    {
        var fields = new FieldMap { ApplicationId = "id", Stage = "stage", Attributes = new(StringComparer.Ordinal) { ["Region"] = "office.region", ["Level"] = "level" } };
        var record = Assert.Single((await ReadAsync("""[{"id":1,"stage":"x","office":{"region":"North"},"level":null}]""", fields)).Records);
        Assert.Equal("North", Assert.Single(record.Attributes).Value);
    }
}
