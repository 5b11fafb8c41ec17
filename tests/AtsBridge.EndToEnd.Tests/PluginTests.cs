using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>Adapters of somebody else's, dropped into a folder of the configuration.</summary>
public sealed class PluginTests
{
    [Fact]
    public async Task TwoPluginsThatAreDroppedInAreListedValidatedAndReadByTheExecutable()
    {
        await using var trial = await TrialAsync("first", "second");
        AddSource(trial, "one", "first", new JsonObject { ["ApplicationId"] = "F-1" });
        AddSource(trial, "two", "second");
        trial.Export(new Row("A-1", "Screen"));
        trial.SaveConfig();

        var listed = await ExecuteAsync(trial, "adapters", "--output", "json");
        Assert.Equal(
            [$"Source first AtsBridge.Adapters.First 1.2.3 {PathOf(trial, "first")}", $"Source second AtsBridge.Adapters.Second 2.0.1 {PathOf(trial, "second")}"],
            listed.Succeeded().Json["found"]!.AsArray().Where(a => (string?)a!["name"] is "first" or "second")
                .Select(a => $"{a!["kind"]} {a["name"]} {a["assembly"]} {a["version"]} {a["pluginFolder"]}"));
        Assert.Empty(listed.Json["refused"]!.AsArray());
        Assert.Empty((await ExecuteAsync(trial, "validate")).Succeeded().RawError.Trim());
        (await ExecuteAsync(trial, "sync", "--wait")).Succeeded();

        // Each with its own version of the library that both have.
        Assert.Equal(["F-1", "S-1"], trial.Reached());
        Assert.Contains("Ada by Greeting 1", (await trial.TextAsync("explain", "F-1")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Grace Hopper by Greeting 2", (await trial.TextAsync("explain", "S-1")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeopleSeeFromWhichPluginAnAdapterIsAndWhatWasRefused()
    {
        await using var trial = await TrialAsync("first");
        Directory.CreateDirectory(PathOf(trial, "empty"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(trial, "first"), (UnixFileMode)0b111_111_111);
        }

        var said = (await trial.TextAsync("adapters")).Succeeded();

        Assert.Contains("│ Source │ first", said.Output, StringComparison.Ordinal);
        Assert.Contains($"Plugins are loaded from {Path.Combine(trial.Folder, "plugins")}", said.Output, StringComparison.Ordinal);
        var refusals = said.RawOutput.ReplaceLineEndings("");
        Assert.Contains($"refused empty in empty of the plugin {PathOf(trial, "empty")}: there is neither empty.dll nor", refusals, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || refusals.Contains($"warning {PathOf(trial, "first")} and", StringComparison.Ordinal)
            || refusals.Contains($"warning {PathOf(trial, "first")} can be written by every user", StringComparison.Ordinal), refusals);
    }

    [Fact]
    public async Task ABrokenPluginStopsNobodyWhoDoesNotNeedIt()
    {
        await using var trial = await TrialAsync("first");
        await File.WriteAllTextAsync(Path.Combine(PathOf(trial, "first"), "AtsBridge.Adapters.First.dll"), "torn", TestContext.Current.CancellationToken);
        trial.Route["FirstSync"] = "Invite";
        trial.Export(new Row("A-1", "Interview"));

        var said = (await trial.TextAsync("validate")).Succeeded();
        Assert.Contains("warning AtsBridge:Plugins", said.Error, StringComparison.Ordinal);
        Assert.Contains("AtsBridge.Adapters.First.dll can't be used, because it can't be loaded", said.Error, StringComparison.Ordinal);
        (await trial.RunAsync("sync", "--wait")).Succeeded();
        Assert.Equal(["A-1"], trial.Reached());

        AddSource(trial, "one", "first", new JsonObject { ["ApplicationId"] = "F-1" });
        var needed = (await trial.TextAsync("sync")).Wrong();
        Assert.Contains("error AtsBridge:Sources:one:Adapter = first", needed.Error, StringComparison.Ordinal);
        Assert.Contains("Refused: AtsBridge.Adapters.First.dll of AtsBridge.Adapters.First, because it can't be loaded", needed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASourceThatCannotBeBuiltFailsByItself()
    {
        await using var trial = await TrialAsync("first");
        AddSource(trial, "broken", "stumbling");
        trial.Route["FirstSync"] = "Invite";
        trial.Export(new Row("A-1", "Interview"));
        const string Reason = "AtsBridge.Adapters.First.StumblingSource in AtsBridge.Adapters.First 1.2.3 of the plugin";

        foreach (var verb in new string[][] { ["validate"], ["validate", "--online"] })
        {
            var problem = Assert.Single((await trial.RunAsync(verb)).Failed().Json["problems"]!.AsArray(), p => (string?)p!["severity"] == "Error");
            Assert.Equal("AtsBridge:Sources:broken", (string?)problem!["path"]);
            Assert.StartsWith(Reason, (string?)problem["message"], StringComparison.Ordinal);
        }

        var synced = (await trial.RunAsync("sync", "--wait")).Failed();
        Assert.StartsWith(Reason, (string?)Assert.Single(synced.Runs, r => (string?)r["source"] == "broken")["reason"], StringComparison.Ordinal);
        Assert.Equal(["A-1"], trial.Reached());
        Assert.DoesNotContain("qapi_hidden", synced.RawOutput + synced.RawError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APluginWhoseLibraryIsNotTheOneItWasBuiltWithFailsByItself()
    {
        await using var trial = await TrialAsync("first", "second");
        File.Copy(Path.Combine(PathOf(trial, "first"), "Greeting.dll"), Path.Combine(PathOf(trial, "second"), "Greeting.dll"), overwrite: true);
        AddSource(trial, "a second", "second"); // Before the sound one, which is read all the same.
        trial.Route["FirstSync"] = "Invite";
        trial.Export(new Row("A-1", "Interview"));

        var synced = (await trial.RunAsync("sync", "--wait")).Failed();

        Assert.Equal(
            "AtsBridge.Adapters.Second.SecondSource in AtsBridge.Adapters.Second 2.0.1.0 does not fit what it was loaded with: "
            + "Method not found: 'System.String Greeting.Words.Greet(System.String, System.String)'. "
            + "Rebuild it against this version of AtsBridge, and put the libraries beside it that it was built with.",
            (string?)Assert.Single(synced.Runs, r => (string?)r["source"] == "a second")["reason"]);
        Assert.Equal(["A-1"], trial.Reached());
    }

    [Fact]
    public async Task TheHostSaysWhichSourceCannotBeBuiltAndReadsTheOthers()
    {
        await using var trial = await TrialAsync("first");
        AddSource(trial, "broken", "stumbling")["Schedule"] = "0 0 0 1 1 ?";
        trial.Source["Schedule"] = "0 0 0 1 1 ?";
        trial.Route["FirstSync"] = "Invite";
        trial.Export(new Row("A-1", "Interview"));
        trial.SaveConfig();

        await using var host = BridgeProcess.Start(trial.Folder, "run", "--url", "http://127.0.0.1:0");
        await host.AddressAsync();
        await Until.TrueAsync("the other source's invite is sent", () => trial.Reached().Count == 1);

        Assert.Contains("Every run of broken will fail, and those of the other sources will not: AtsBridge.Adapters.First.StumblingSource", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("qapi_hidden", host.Output + host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASinkThatCannotBeBuiltStopsWithASentence()
    {
        await using var trial = await TrialAsync("first");
        trial.Sink["Adapter"] = "stumbling";
        trial.Sink.Remove("Options");
        trial.Export(new Row("A-1", "Interview"));

        var said = (await trial.TextAsync("sync")).Wrong();

        Assert.Contains("Error at AtsBridge:Sinks:gather: AtsBridge.Adapters.First.StumblingSink in AtsBridge.Adapters.First 1.2.3", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("qapi_hidden", said.RawOutput + said.RawError, StringComparison.Ordinal);
    }

    private static async Task<Trial> TrialAsync(params string[] plugins)
    {
        var trial = await Trial.StartAsync();
        trial.Config["Plugins"] = "plugins";
        foreach (var plugin in plugins)
        {
            Directory.CreateDirectory(PathOf(trial, plugin));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins", plugin)))
            {
                File.Copy(file, Path.Combine(PathOf(trial, plugin), Path.GetFileName(file)));
            }
        }

        return trial;
    }

    private static JsonObject AddSource(Trial trial, string name, string adapter, JsonObject? options = null)
    {
        var source = new JsonObject { ["Adapter"] = adapter };
        if (options is not null)
        {
            source["Options"] = options;
        }

        trial.Config["Sources"]![name] = source;
        var route = trial.AddRoute(name, "Interview", Trial.Interview);
        (route["Source"], route["FirstSync"]) = (name, "Invite");
        return source;
    }

    private static async Task<Answer> ExecuteAsync(Trial trial, params string[] args)
    {
        await using var process = BridgeProcess.Start(trial.Folder, args);
        return await process.EndAsync();
    }

    private static string PathOf(Trial trial, string plugin) => Path.Combine(trial.Folder, "plugins", plugin);
}
