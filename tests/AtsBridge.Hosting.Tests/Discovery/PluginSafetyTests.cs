using AtsBridge.Hosting.Tests.Fakes;

namespace AtsBridge.Hosting.Tests.Discovery;

/// <summary>Who can write where a plugin lies runs code in the host.</summary>
public sealed class PluginSafetyTests : IDisposable
{
    private readonly Plugins _plugins = new();
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("atsbridge-elsewhere-");

    public void Dispose()
    {
        _plugins.Dispose();
        _elsewhere.Delete(recursive: true);
    }

    [Fact]
    public void AFolderOfItsOwnIsNothingToWarnOf()
    {
        _plugins.Add(Plugins.First);

        Assert.Empty(Assert.Single(_plugins.Discover().Plugins).Warnings);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("first")]
    [InlineData("first/Greeting.dll")]
    [InlineData("first/inner/native.so")]
    public void WhatEverybodyCanWriteIsAWarningWithTheCommandThatMendsIt(string open)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = _plugins.Add(Plugins.First);
        Directory.CreateDirectory(Path.Combine(folder, "inner"));
        File.WriteAllText(Path.Combine(folder, "inner", "native.so"), "");
        var path = Path.GetFullPath(Path.Combine(_plugins.Folder, open));
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);

        var plugin = Assert.Single(_plugins.Discover().Plugins);

        var warning = Assert.Single(plugin.Warnings);
        Assert.StartsWith($"{path} can be written by every user of this machine", warning, StringComparison.Ordinal);
        Assert.EndsWith($"chmod -R o-w {_plugins.Folder}", warning, StringComparison.Ordinal);
        Assert.Contains(_plugins.Discover().Found, f => f.Name == "first");
    }

    [Fact]
    public void ALinkOutOfTheFolderIsAWarningAndIsFollowed()
    {
        EmittedAssembly.WithAdapter(_elsewhere.FullName, "acme", "acme");
        Directory.CreateSymbolicLink(Path.Combine(_plugins.Folder, "acme"), _elsewhere.FullName);
        var other = _plugins.Make("other");
        File.CreateSymbolicLink(Path.Combine(other, "other.dll"), Path.Combine(_elsewhere.FullName, "acme.dll"));
        var third = _plugins.Make("third");
        Directory.CreateSymbolicLink(Path.Combine(third, "inner"), _elsewhere.FullName);
        if (!OperatingSystem.IsWindows())
        {
            // What lies behind a link is not walked through: it may be the whole machine.
            File.SetUnixFileMode(Path.Combine(_elsewhere.FullName, "acme.dll"), (UnixFileMode)0b111_111_111);
        }

        var catalog = _plugins.Discover();

        Assert.Equal([Path.Combine(_plugins.Folder, "acme"), Path.Combine(other, "other.dll"), Path.Combine(third, "inner")], catalog.Plugins.SelectMany(p => p.Warnings).Select(w => w.Split(" is a link out of")[0]));
        Assert.All(catalog.Plugins, p => Assert.Contains($"to {_elsewhere.FullName}", Assert.Single(p.Warnings), StringComparison.Ordinal));
    }

    [Fact]
    public void ALinkWithinTheFolderAndACircleAreNoWarning()
    {
        var folder = _plugins.Add(Plugins.First);
        Directory.CreateSymbolicLink(Path.Combine(folder, "inner"), folder);
        File.CreateSymbolicLink(Path.Combine(folder, "alias.xml"), Path.Combine(folder, "Greeting.xml"));

        Assert.Empty(Assert.Single(_plugins.Discover().Plugins).Warnings);
    }
}
