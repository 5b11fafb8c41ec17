using AtsBridge.Adapters.Files.Places;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>Files on a real SFTP server, OpenSSH's.</summary>
public sealed class SftpTests(SshServer server) : IClassFixture<SshServer>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryNewFileIsReadOnceTheOldestFirst()
    {
        var second = _folder.Write("exports/b/people.txt", "A2\n", minute: 2);
        _folder.Write("exports/a/people.txt", "A1\n", minute: 1);
        _folder.Write("exports/a/notes.md", "no", minute: 1);
        var lines = Lines("exports/*/*.txt");

        var first = Assert.Single(await lines.PagesAsync());
        Assert.Equal(("a/people.txt", "A1", true), (first.Set, first.Records.Single().ApplicationId, first.More));
        var last = Assert.Single(await lines.PagesAsync(first.Next));
        Assert.Equal(("b/people.txt", "A2", false), (last.Set, last.Records.Single().ApplicationId, last.More));
        Assert.True(Assert.Single(await lines.PagesAsync(last.Next)).NothingNew);

        File.WriteAllText(second, "A3\n");
        File.SetLastWriteTimeUtc(second, Folder.Start.AddMinutes(3));
        Assert.Equal("A3", Assert.Single(await lines.PagesAsync(last.Next)).Records.Single().ApplicationId);
    }

    [Theory]
    [InlineData("exports/**/*.txt", "deep/er/a.txt, top.txt")]
    [InlineData("exports/**", "deep/er/a.txt, top.txt")]
    [InlineData("exports/t?p.txt", "top.txt")]
    [InlineData("*/TOP.txt", "")]
    [InlineData("*/T?P.txt", "exports/top.txt")]
    public async Task APatternMatchesAsItDoesHere(string pattern, string expected)
    {
        _folder.Write("exports/deep/er/a.txt", "A1", minute: 1);
        _folder.Write("exports/top.txt", "A2", minute: 2);
        var lines = Lines(pattern);
        var found = new List<string?>();
        for (string? since = null; expected.Length > 0;)
        {
            var page = Assert.Single(await lines.PagesAsync(since));
            found.Add(page.Set);
            if (!page.More)
            {
                break;
            }

            since = page.Next;
        }

        Assert.Equal(expected, string.Join(", ", found));
    }

    [Fact]
    public async Task OneFileIsReadOnEveryRunAndToldWhenItIsTheSame()
    {
        _folder.Write("people.txt.gz", Folder.Gzip("A1\nA2\n"u8.ToArray()));
        var lines = Lines("people.txt.gz");

        var page = Assert.Single(await lines.PagesAsync());
        Assert.Equal(["A1", "A2"], page.Records.Select(r => r.ApplicationId));
        Assert.Equal(2, (await lines.Sets.CheckRepeatAsync(new ReadRequest(page.Next) { Mark = page.Mark }, TestContext.Current.CancellationToken))?.Repeated);
    }

    [Fact]
    public async Task ALinkIsNotFollowed()
    {
        _folder.Write("exports/people.txt", "A1\n", minute: 1);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "exports/other.txt"), "/etc/hostname");

        var page = Assert.Single(await Lines("exports/*.txt").PagesAsync());

        Assert.Equal("people.txt", page.Set);
        Assert.Contains("other.txt is a symbolic link", Assert.Single(page.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere/*.txt", SourceFault.Unavailable, "isn't there")]
    [InlineData("*.txt", SourceFault.Unavailable, "No file matches")]
    [InlineData("people.txt", SourceFault.Unavailable, "No file matches")]
    public async Task WhatIsNotThereIsAnOutageAndNotAnEmptyExport(string path, SourceFault fault, string said)
    {
        var exception = await Lines(path).FaultAsync();

        Assert.Equal(fault, exception.Fault);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatNothingVouchesForIsShownAndNotTrusted()
    {
        _folder.Write("people.txt", "A1\n");

        var exception = await Lines("people.txt", a => a with { HostKey = null }).FaultAsync();

        Assert.Equal(SourceFault.Unauthorized, exception.Fault);
        Assert.Contains($"shows the key {server.HostKey}, and nothing says that it is the right one", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerWithAnotherKeyIsNotTrusted()
    {
        var exception = await Lines("people.txt", a => a with { HostKey = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }).FaultAsync();

        Assert.Equal(SourceFault.Unauthorized, exception.Fault);
        Assert.Contains("Somebody may stand in between", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BothKeysAreTakenWhileAServerChangesItsOwn()
    {
        _folder.Write("people.txt", "A1\n");

        Assert.Single(await Lines("people.txt", a => a with { HostKey = $"SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, {server.HostKey}" }).PagesAsync());
    }

    [Fact]
    public async Task WhoIsNotLetInIsToldWithWhatHeCame()
    {
        var exception = await Lines("people.txt", a => a with { KeyFile = null, Password = "wr0ng" }).FaultAsync();

        Assert.Equal(SourceFault.Unauthorized, exception.Fault);
        Assert.Contains("with its password", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Set one of them")]
    [InlineData("nowhere.key", "can't be used")]
    public async Task AKeyThatIsMissingIsNamed(string? keyFile, string said)
    {
        var exception = await Lines("people.txt", a => a with { KeyFile = keyFile }).FaultAsync();

        Assert.Equal(SourceFault.Unauthorized, exception.Fault);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsNotThereIsUnavailable()
    {
        var settings = Lines("people.txt").Settings;
        var lines = new Lines(_folder.Path, "unused") { Settings = settings with { Path = $"sftp://{Environment.UserName}@127.0.0.1:1/people.txt" } };

        Assert.Equal(SourceFault.Unavailable, (await lines.FaultAsync()).Fault);
    }

    private Lines Lines(string path, Func<PlaceAccess, PlaceAccess>? change = null)
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var access = new PlaceAccess { KeyFile = server.KeyFile, HostKey = server.HostKey };
        return new(_folder.Path, "unused")
        {
            Settings = new()
            {
                Path = FormattableString.Invariant($"sftp://{Environment.UserName}@127.0.0.1:{server.Port}{_folder.Path}/{path}"),
                Access = change?.Invoke(access) ?? access,
            },
        };
    }
}
