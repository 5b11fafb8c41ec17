using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Tests.Fakes;
using CsCheck;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class MisspellingTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Names that people choose are not keys that could be misspelt.</summary>
    private static readonly string[] OwnNames = ["acme", "gather"];

    private static readonly string[][] Keys = [.. KeysOf(Example.Tree(), [])];

    [Fact]
    public void AnySingleMisspellingOfAnyKeyIsReportedWithTheKeyThatWasMeant()
    {
        var misspellings =
            from path in Gen.OneOf(Keys.Select(k => Gen.Const(k)).ToArray())
            from edit in Gen.Int[0, 3]
            from place in Gen.Int[0, path[^1].Length - 1]
            from letter in Gen.Char[Letters]
            select (Path: path, Wrong: Edited(path[^1], edit, place, letter));

        misspellings
            .Where(m => m.Wrong.Length > 0 && !SiblingsOf(m.Path).Contains(m.Wrong, StringComparer.OrdinalIgnoreCase))
            .Sample(m => Assert.Contains(Misspelt(m.Path, m.Wrong).Problems, p => Names(p, m.Path, m.Wrong)), iter: 3000);
    }

    [Fact]
    public void AMisspeltKeyIsNotCalledMissingAsWell()
    {
        var problem = Misspelt(["AtsBridge", "Routes", "0", "Invite", "InterviewId"], "InterviwId").Only();

        Assert.Equal("AtsBridge:Routes:0:Invite:InterviwId", problem.Path);
        Assert.Equal("'InterviwId' is not a key here. Did you mean 'InterviewId'? Allowed: DeliveryTypes, ExpiryDays, ExternalRedirectUri, InterviewId, WebhookUrl.",
            problem.Message);
    }

    [Fact]
    public void AnUnknownKeyThatResemblesNothingGetsTheAllowedOnesAlone()
    {
        var problem = Example.Read(b => b["Webhooks"] = "on").Only();

        Assert.Equal("'Webhooks' is not a key here. Allowed: Erasure, Plugins, Recording, Retention, Routes, Sinks, Sources, Store.", problem.Message);
    }

    [Fact]
    public void AMisspeltKeyNeverShowsItsValue()
    {
        var problems = Example.Read(b => b.Sink().Options()["ApiKye"] = "qapi_othersecret").Problems;

        Assert.All(problems, p => Assert.DoesNotContain("othersecret", p.ToString() + p.Value, StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Path == "AtsBridge:Sinks:gather:Options:ApiKye");
    }

    [Theory]
    [InlineData("Stgae", "Stage")]
    [InlineData("Staged", "Stage' or 'StageId")]
    [InlineData("fristname", "FirstName")]
    public void TheClosestKeysAreSuggested(string written, string suggested)
    {
        var fields = new JsonObject { [written] = "Heading" };

        Assert.Contains($"Did you mean '{suggested}'?", Example.Read(b => b.Source().Options()["Fields"] = fields).Only().Message, StringComparison.Ordinal);
    }

    private static bool Names(ConfigurationProblem problem, string[] path, string wrong) =>
        path is ["AtsBridge"]
            ? problem.Message.Contains($"There is \"{wrong}\": rename it to \"AtsBridge\"", StringComparison.Ordinal)
            : problem.Path == string.Join(':', [.. path[..^1], wrong])
                && problem.Message.Split(" Allowed:")[0].Contains($"'{path[^1]}'", StringComparison.Ordinal);

    private static ConfigurationReading Misspelt(string[] path, string wrong)
    {
        var tree = Example.Tree();
        var parent = path[..^1].Aggregate(tree, (node, key) => node is JsonArray list ? list[int.Parse(key, null)]! : node[key]!).AsObject();
        var value = parent[path[^1]];
        parent.Remove(path[^1]);
        parent[wrong] = value;
        // Without the environment, which would put the right key beside the wrong one.
        return Example.ReadJson(tree.ToJsonString().Replace("(from the environment)", Example.Key, StringComparison.Ordinal));
    }

    private static string Edited(string key, int edit, int place, char letter) => edit switch
    {
        0 => key.Remove(place, 1),
        1 => key.Insert(place, $"{letter}"),
        2 => key.Remove(place, 1).Insert(place, $"{letter}"),
        _ => place == 0 ? key : key.Remove(place, 1).Insert(place - 1, $"{key[place]}"),
    };

    private static IEnumerable<string> SiblingsOf(string[] path) => Keys.Where(k => k.Length == path.Length && k.SkipLast(1).SequenceEqual(path.SkipLast(1), StringComparer.Ordinal)).Select(k => k[^1]);

    private static IEnumerable<string[]> KeysOf(JsonNode? node, string[] path) => node switch
    {
        JsonObject parts => parts.SelectMany(p => (OwnNames.Contains(p.Key, StringComparer.Ordinal) ? Array.Empty<string[]>() : [[.. path, p.Key]])
            .Concat(KeysOf(p.Value, [.. path, p.Key]))),
        JsonArray list => list.SelectMany((item, i) => KeysOf(item, [.. path, $"{i}"])),
        _ => [],
    };
}
