using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>A file at a web address, from a real server.</summary>
public sealed class WebTests : IDisposable
{
    private readonly WebServer _server = new() { File = "A1\nA2\n"u8.ToArray() };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task ItIsReadLikeAnyOther()
    {
        _server.File = Folder.Gzip("A1\nA2\n"u8.ToArray());

        var page = Assert.Single(await Lines().PagesAsync());

        Assert.Equal(["A1", "A2"], page.Records.Select(r => r.ApplicationId));
        Assert.Equal(("people.txt", "people.txt row 1"), (page.Set, page.Records[0].Position.ToString()));
    }

    [Theory]
    [InlineData("\"v1\"", false)]
    [InlineData("W/\"v1\"", false)]
    [InlineData(null, true)]
    [InlineData("\"v1\"", true)]
    public async Task WhatTheServerCallsTheSameIsNotFetchedAgain(string? tag, bool dated)
    {
        (_server.ETag, _server.LastModified) = (tag, dated ? new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero) : null);
        var last = Assert.Single(await Lines().PagesAsync());
        var sent = _server.Sent;

        var repeat = await RepeatAsync(last);

        Assert.Equal(2, repeat?.Repeated);
        Assert.Equal(sent, _server.Sent);
        Assert.Contains(tag ?? "Sun, 01 Mar 2026 08:00:00 GMT", _server.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewVersionIsNews()
    {
        _server.ETag = "\"v1\"";
        var last = Assert.Single(await Lines().PagesAsync());
        (_server.ETag, _server.File) = ("\"v2\"", "A3\n"u8.ToArray());

        Assert.Null(await RepeatAsync(last));
        Assert.Equal("A3", Assert.Single(await Lines().PagesAsync(last.Next)).Records.Single().ApplicationId);
    }

    /// <summary>A server that has no word for its versions is asked for the file, and its content tells.</summary>
    [Fact]
    public async Task WithoutAnyWordOfTheServerTheContentTells()
    {
        var last = Assert.Single(await Lines().PagesAsync());
        Assert.Equal(2, (await RepeatAsync(last))?.Repeated);

        _server.File = "A3\nA4\n"u8.ToArray();
        Assert.Null(await RepeatAsync(last));
    }

    [Fact]
    public async Task TheServerIsToldWhoAsks()
    {
        await Lines(new() { User = "ada", Password = "secret" }).PagesAsync();
        await Lines(new() { Token = "t0ken" }).PagesAsync();

        Assert.Equal(["GET /exports/people.txt?key=k3y Basic YWRhOnNlY3JldA==", "GET /exports/people.txt?key=k3y Bearer t0ken"], _server.Asked);
    }

    [Theory]
    [InlineData(401, SourceFault.Unauthorized, "Correct Access")]
    [InlineData(403, SourceFault.Unauthorized, "Correct Access")]
    [InlineData(404, SourceFault.Unavailable, "Is the export still delivered")]
    [InlineData(302, SourceFault.Unreadable, "leads elsewhere (https://elsewhere.example/login)")]
    [InlineData(429, SourceFault.Unavailable, "next run")]
    [InlineData(500, SourceFault.Unavailable, "next run")]
    [InlineData(304, SourceFault.Unreadable, "leads elsewhere")]
    public async Task WhatItAnswersInsteadSaysWhatToDo(int status, SourceFault fault, string said)
    {
        _server.Instead = c =>
        {
            c.Response.StatusCode = status;
            c.Response.Headers["Location"] = "https://elsewhere.example/login?next=k3y";
            c.Response.Close();
        };

        var exception = await Lines(new() { Token = "t0ken" }).FaultAsync();

        Assert.Equal(fault, exception.Fault);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneThatIsCutOffCountsForNothing()
    {
        _server.Instead = CutOff;

        Assert.Equal(SourceFault.Unavailable, (await Lines().FaultAsync()).Fault);
    }

    /// <summary>Cut off, it would look like a shorter export, and people would be missing without a word.</summary>
    [Fact]
    public async Task OneWhoseEndCantBeToldIsRefused()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var stream = client.GetStream();
            _ = await stream.ReadAtLeastAsync(new byte[10], 10, cancellationToken: TestContext.Current.CancellationToken);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nA1\nA2\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        var lines = new Lines(Path.GetTempPath(), "unused") { Settings = new() { Path = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/people.txt") } };

        Assert.Contains("does not say how long", (await lines.FaultAsync()).Message, StringComparison.Ordinal);
        await answering;
    }

    [Fact]
    public async Task OneThatIsSilentIsGivenUp()
    {
        _server.Instead = _ =>
        {
            // Taken, and never answered.
        };
        var lines = Lines(new() { Patience = TimeSpan.FromSeconds(30) });
        var reading = lines.FaultAsync();
        while (!reading.IsCompleted)
        {
            lines.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Contains("was silent for 00:00:30", (await reading).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileAboveItsBudgetIsNotKept()
    {
        _server.File = new byte[5000];

        Assert.Contains("MaxFileBytes", (await Lines(maxBytes: 4000).FaultAsync()).Message, StringComparison.Ordinal);
    }

    /// <summary>It would fill the disk.</summary>
    [Fact]
    public async Task OneThatDoesNotEndIsLeftAtItsBudget()
    {
        const int Most = 1000;
        var block = new byte[64 * 1024];
        var (sent, left) = (0, new TaskCompletionSource());
        _server.Instead = context =>
        {
            context.Response.SendChunked = true;
            try
            {
                for (; sent < Most; sent++)
                {
                    context.Response.OutputStream.Write(block);
                }
            }
            finally
            {
                left.SetResult();
            }
        };

        Assert.Contains("MaxFileBytes", (await Lines(maxBytes: 4000).FaultAsync()).Message, StringComparison.Ordinal);
        await left.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(Most, sent);
    }

    /// <summary>The credentials of one server are not for another.</summary>
    [Theory]
    [InlineData("stages.txt", true)]
    [InlineData("sub/stages.txt", true)]
    [InlineData("http://127.0.0.1:1/stages.txt", false)]
    [InlineData("https://elsewhere.example.com/stages.txt", false)]
    [InlineData("//elsewhere.example.com/stages.txt", false)]
    public async Task WhatStandsBesideItIsOnTheSameServer(string path, bool there)
    {
        using var http = new HttpClient();
        await using var place = new WebFile(WebAddress.Parse(new Uri(_server.Address, "exports/people.txt").AbsoluteUri)!, new(), http, TimeProvider.System, 1 << 20);
        var file = Assert.Single((await place.ListAsync(TestContext.Current.CancellationToken)).Files);

        Assert.Equal(there, await place.BesideAsync(file, path, TestContext.Current.CancellationToken) is not null);
    }

    [Fact]
    public async Task NoCopyStaysOnThisMachine()
    {
        await Lines().PagesAsync();
        _server.Instead = CutOff;
        await Lines().FaultAsync();

        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "atsbridge-copy-*").SelectMany(Directory.EnumerateFiles), f => File.ReadAllText(f) == "A1\nA2\n");
    }

    [Theory]
    [InlineData("http://files.example.com/people.csv", "must not travel in the clear")]
    [InlineData("https://ada:secret@files.example.com/people.csv", "Access:User")]
    [InlineData("sftp://ada:secret@files.example.com/people.csv", "Access:Password")]
    [InlineData("sftp://files.example.com", "no address of the form sftp://")]
    [InlineData("sftp://files.example.com/exports/", "no address of the form sftp://")]
    public void AnAddressThatMayNotBeUsedIsRefusedBeforeAnythingStarts(string path, string said)
    {
        var settings = new LinesSettings { Path = path };

        var result = Assert.Single(settings.Validate(new ValidationContext(settings)));

        Assert.Contains(said, result.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.ErrorMessage, StringComparison.Ordinal);
    }

    private static void CutOff(HttpListenerContext context)
    {
        context.Response.ContentLength64 = 100;
        context.Response.OutputStream.Write("A1\nA2"u8);
        context.Response.OutputStream.Flush();
        context.Response.Abort();
    }

    private Lines Lines(PlaceAccess? access = null, long maxBytes = 1 << 30) => new(Path.GetTempPath(), "unused")
    {
        Settings = new() { Path = $"{_server.Address}exports/people.txt?key=k3y", Access = access ?? new(), MaxFileBytes = maxBytes },
    };

    private Task<SourcePage?> RepeatAsync(SourcePage last) =>
        Lines().Sets.CheckRepeatAsync(new ReadRequest(last.Next) { Mark = last.Mark, FullSets = true }, TestContext.Current.CancellationToken);
}
