using System.IO.Compression;
using System.Text;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using static AtsBridge.Adapters.Rest.Tests.Fakes.TestSource;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class FaultTests
{
    private static readonly string Good = $$"""{"data":[{{Rows(1, 2)}}]}""";

    [Theory]
    [InlineData("""{"success":false,"errors":["jane doe is unknown"]}""", "says that it failed")]
    [InlineData("""{"success":false,"data":[{"id":"1","stage":"s"}]}""", "says that it failed")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}],"success":false}""", "says that it failed")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}],"errors":["quota_exceeded"]}""", "(quota_exceeded)")]
    [InlineData("""{"error":"x"}""", "without a list under data; keys found: error")]
    [InlineData("""{"data":null}""", "without a list")]
    [InlineData("""{"data":{"id":"1"}}""", "without a list")]
    [InlineData("""{"data":7}""", "without a list")]
    [InlineData("7", "without a list")]
    [InlineData("[1,2,3]", "nothing is an object")]
    [InlineData("{\"data\":[[]]}", "nothing is an object")]
    [InlineData("{\"data\":[\"x\"]}", "nothing is an object")]
    [InlineData("null", "without a list")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}],"data":[]}""", "the key data twice")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "a web page")]
    [InlineData("  ", "and nothing")]
    [InlineData("", "and nothing")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}""", "cut off")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}]""", "isn't JSON")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}]} {"data":[]}""", "isn't JSON")]
    [InlineData("""{"data":[{"id":"1","stage":"s"}]]}""", "isn't JSON")]
    [InlineData("hello", "isn't JSON")]
    public async Task ABodyThatLiesIsNoEmptyList(string body, string said)
    {
        await using var api = await FakeApi.StartAsync(_ => body);
        var settings = For(api) with { Answer = new() { Success = "success", Error = "errors[0]" } };
        var fault = await settings.FaultAsync();
        Assert.Equal(SourceFault.Unreadable, fault.Fault);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALieOnALaterPageEndsTheReadToo()
    {
        await using var api = await FakeApi.StartAsync(a => a["page"] == "1" ? Good : "<html>");
        Assert.Equal(SourceFault.Unreadable, (await (For(api) with { Paging = new() { Style = PagingStyle.Page, Parameter = "page" } }).FaultAsync()).Fault);
    }

    [Fact]
    public async Task AnEmptyAccountIsAnEmptyPage()
    {
        await using var api = await FakeApi.StartAsync(_ => """{"data":[]}""");
        var page = Assert.Single((await For(api).ReadAsync()).Pages);
        Assert.Equal((0, false, (string?)null), (page.Records.Count, page.NothingNew, page.Next));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task APassingFaultOfAGetIsTriedAgain(int status)
    {
        var left = 3;
        await using var api = await FakeApi.StartAsync(_ => left-- > 0 ? Reply.Of(status) : Reply.Json(Good));
        var time = new QuickTime();
        Assert.Equal(2, (await For(api).ReadAsync(time: time)).Records.Count);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], time.Waits);
    }

    [Fact]
    public async Task WhatDoesNotPassEndsAsUnavailable()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(503));
        var fault = await For(api).FaultAsync();
        Assert.Equal((SourceFault.Unavailable, 5), (fault.Fault, api.Requests.Count));
    }

    [Theory]
    [InlineData(500, 1)]
    [InlineData(429, 3)]
    public async Task APostIsRepeatedOnlyWhereItWasTooFast(int status, int requests)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status));
        Assert.Equal(SourceFault.Unavailable, (await (For(api) with { Method = CallMethod.Post, Retries = 2 }).FaultAsync()).Fault);
        Assert.Equal(requests, api.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(418)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task WhatIsWrongWithTheRequestIsNotRepeated(int status)
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Of(status, """{"message":"jane"}"""));
        var fault = await For(api).FaultAsync();
        Assert.Equal((SourceFault.Unreadable, 1), (fault.Fault, api.Requests.Count));
        Assert.Contains($"answered {status}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatIsCutOffIsAskedForAgainAndNoRecordCountsTwice()
    {
        var cuts = 2;
        await using var api = await FakeApi.StartAsync(_ => Reply.Json(Good) with { IsCut = cuts-- > 0 });
        Assert.Equal(["1", "2"], (await For(api).ReadAsync()).Ids);
        Assert.Equal(3, api.Requests.Count);
    }

    [Fact]
    public async Task WhoCannotBeReachedIsNamedWithoutTheQuery()
    {
        await using var api = await FakeApi.StartAsync(_ => Good);
        var settings = For(api) with { Parameters = new() { ["email"] = "jane@example.com" } };
        await api.DisposeAsync();
        var fault = await settings.FaultAsync();
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.StartsWith("127.0.0.1/applications can't be reached", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoDoesNotAnswerInTimeIsUnavailable()
    {
        await using var api = await FakeApi.StartAsync(_ => Reply.Json(Good) with { Hangs = true });
        // Under a clock that does not wait every limit has passed at once.
        var fault = await (For(api) with { Timeout = TimeSpan.FromSeconds(5), Retries = 1 }).FaultAsync();
        Assert.Equal(SourceFault.Unavailable, fault.Fault);
        Assert.Contains("did not answer within 5 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsCancelledStopsAndSaysNothing()
    {
        using var stop = new CancellationTokenSource();
        await using var api = await FakeApi.StartAsync(a =>
        {
            stop.Cancel();
            return Good;
        });
        using var source = Of(For(api));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in source.ReadAsync(new ReadRequest(null), stop.Token))
            {
            }
        });
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task CompressedAnswersAreReadAndABombIsNot(string encoding)
    {
        var text = Good;
        await using var api = await FakeApi.StartAsync(_ => new Reply(200, Compress(encoding, text)).With("Content-Encoding", encoding));
        Assert.Equal(2, (await For(api).ReadAsync()).Records.Count);
        text = "{\"data\":[" + new string(' ', 10_000_000) + "]}";
        Assert.Contains("more than 33,554", (await (For(api) with { Limits = new() { MaxPageBytes = 33_554 } }).FaultAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersInOtherEncodingsKeepTheirLetters()
    {
        const string Json = """{"data":[{"id":"é","stage":"Gespräch"}]}""";
        var reply = Reply.Json(Json);
        await using var api = await FakeApi.StartAsync(_ => reply);
        foreach (var (bytes, type) in new[]
        {
            (Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Json)), "application/json"), (Encoding.Latin1.GetBytes(Json), "application/json; charset=iso-8859-1"),
            (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Json)), "application/json"), (Encoding.BigEndianUnicode.GetBytes(Json), "application/json; charset=\"utf-16BE\""),
        })
        {
            reply = new Reply(200, [.. bytes]) { ContentType = type };
            Assert.Equal(("é", "Gespräch"), Assert.Single((await For(api).ReadAsync()).Records.Select(r => (r.ApplicationId, r.Stage))));
        }

        reply = Reply.Json(Json) with { ContentType = "application/json; charset=nonsense" };
        Assert.Equal(SourceFault.Unreadable, (await For(api).FaultAsync()).Fault);
    }

    [Fact]
    public async Task OneBadRecordIsQuarantinedAndItsNeighboursLive()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 80)) + string.Concat(Enumerable.Repeat("]", 80));
        await using var api = await FakeApi.StartAsync(_ => $$"""{"data":[{"id":"1","stage":"s"},{"id":"2","stage":},{"id":"3","stage":{"a":1} },null,"x",{"id":"4","stage":"\ud83d"},{"id":"5","x":{{deep}} },{"id":"6","stage":"{{new string('x', 5000)}}"},{"id":"7","stage":"s"}]}""");
        var read = await (For(api) with { Limits = new() { MaxRecordBytes = 2000 } }).ReadAsync();
        Assert.Equal(["1", "7"], read.Ids);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], read.Rejected.Select(r => r.Position.Row!.Value));
        Assert.Equal(("3", "Stage"), (read.Rejected[1].Key, read.Rejected[1].Field));
    }

    [Fact]
    public async Task WhatIsKnownIsSteppedOver()
    {
        await using var api = await FakeApi.StartAsync(a => $$"""{"data":[{{(a["page"] == "1" ? Rows(1, 60) : a["page"] == "2" ? Rows(61, 59) + ",{\"id\":\"120\",\"stage\":\"new\"}" : "")}}]}""");
        var settings = For(api) with { Paging = new() { Style = PagingStyle.Page, Parameter = "page" } };
        var first = await settings.ReadAsync();
        var second = await settings.ReadAsync(known: new KnownSet(first.Records.Where(r => r.ApplicationId != "120").Select(r => r.Fingerprint!.Value)));
        Assert.Equal((119, 1), (second.Unchanged, second.Records.Count));
        Assert.Equal(first.Records[^1], second.Records[0] with { Attributes = first.Records[^1].Attributes });
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(bytes, CompressionLevel.Fastest), "br" => new BrotliStream(bytes, CompressionLevel.Fastest), _ => new ZLibStream(bytes, CompressionLevel.Fastest) })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
