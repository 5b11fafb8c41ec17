using System.Text.Json;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Paths;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class PathTests
{
    private const string Record = """
        {
          "id": 7, "nothing": null, "none": [], "first name": "Ada", "a.b": "dotted", "it's": "quoted", "Application ID": "00012",
          "job": { "title": "Engineer, Backend", "team": { "id": "0012" } },
          "tags": ["one", "two"],
          "emails": [ { "value": "w@example.com", "type": "work" }, { "value": "p@example.com", "type": "personal", "primary": true, "rank": 1, "of": { "kind": "home" } } ]
        }
        """;

    [Theory]
    [InlineData("id", "7")]
    [InlineData("$.id", "7")]
    [InlineData("Application ID", "00012")]
    [InlineData("first name", "Ada")]
    [InlineData("['first name']", "Ada")]
    [InlineData("$[\"first name\"]", "Ada")]
    [InlineData("['a.b']", "dotted")]
    [InlineData("['it\\'s']", "quoted")]
    [InlineData("job.title", "Engineer, Backend")]
    [InlineData("job['team'].id", "0012")]
    [InlineData("tags[1]", "two")]
    [InlineData("emails[0].value", "w@example.com")]
    [InlineData("emails[?(@.type=='personal')].value", "p@example.com")]
    [InlineData("emails[?(@.type == \"personal\")].value", "p@example.com")]
    [InlineData("emails[?@.type=='personal'].value", "p@example.com")]
    [InlineData("emails[?(@.primary==true)].value", "p@example.com")]
    [InlineData("emails[?(@.rank==1)].value", "p@example.com")]
    [InlineData("emails[?(@.of.kind=='home')].value", "p@example.com")]
    [InlineData("emails[*].rank", "1")]
    [InlineData("tags[?(@=='two')]", "two")]
    public void APathLeadsToOneValue(string path, string value) => Assert.Equal(new PathValue(PathHit.Value, value), Read(path));

    [Theory]
    [InlineData("missing")]
    [InlineData("ID")]
    [InlineData("job.missing")]
    [InlineData("id.deeper")]
    [InlineData("job[0]")]
    public void AKeyThatIsNotThereIsMissing(string path) => Assert.Equal(PathHit.Missing, Read(path).Kind);

    [Theory]
    [InlineData("nothing")]
    [InlineData("nothing.deeper")]
    [InlineData("none[0]")]
    [InlineData("none[0].value")]
    [InlineData("emails[7].value")]
    [InlineData("emails[?(@.type=='fax')].value")]
    public void NullAndAnEmptyListAreThereAndHoldNothing(string path) => Assert.Equal(PathHit.Null, Read(path).Kind);

    [Theory]
    [InlineData("job", "the keys title, team")]
    [InlineData("tags", "tags[0]")]
    [InlineData("tags[*]", "hits 2 values")]
    [InlineData("emails[*].value", "hits 2 values")]
    public void WhatIsNotOneValueSaysWhy(string path, string why)
    {
        var read = Read(path);
        Assert.Equal(PathHit.Wrong, read.Kind);
        Assert.Contains(why, read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData(".")]
    [InlineData("$")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[-1]")]
    [InlineData("a[0")]
    [InlineData("a['x]")]
    [InlineData("a]b")]
    [InlineData("a[?(@.type)]")]
    [InlineData("a[?(@.type='x')]")]
    [InlineData("a[?(@.type=='x']")]
    [InlineData("a[0]b")]
    public void AWrongPathIsAnErrorOfTheSettingsThatNamesIt(string path)
    {
        var errors = Validate(Settings("x.json", new FieldMap { ApplicationId = "id", Stage = path }));
        Assert.Contains($"Fields:Stage is '{path}', which is no path: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsAreValidatedAllAtOnce()
    {
        Assert.Empty(Validate(Settings("x.json", Fields, "data.applications")));
        var errors = Validate(Settings("", new FieldMap { ApplicationId = "[", Attributes = new(StringComparer.Ordinal) { ["Team"] = "]" } }) with { MaxDepth = 0, MaxRecordBytes = 1 });
        Assert.Equal(3, errors.Count);
        Assert.Contains("keys only", Assert.Single(Validate(Settings("x.json", Fields, "a[0].b"))), StringComparison.Ordinal);
        Assert.Contains("Fields:Attributes:Team", Validate(Settings("x.json", new FieldMap { Attributes = new(StringComparer.Ordinal) { ["Team"] = "]" } }))[0], StringComparison.Ordinal);
    }

    private static PathValue Read(string path)
    {
        using var document = JsonDocument.Parse(Record);
        return JsonPath.Parse(path).Read(document.RootElement, 1000);
    }
}
