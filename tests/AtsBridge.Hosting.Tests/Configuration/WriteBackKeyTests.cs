using System.Text.Json.Nodes;
using AtsBridge.Hosting.Tests.Fakes;
using AtsBridge.WriteBack;

namespace AtsBridge.Hosting.Tests.Configuration;

public sealed class WriteBackKeyTests
{
    private const string Place = "AtsBridge:Routes:0:WriteBack";

    [Fact]
    public void AFolderIsRelativeToTheFile()
    {
        var reading = Example.Read(b => b.Route()["WriteBack"] = new JsonObject { ["To"] = "Folder", ["Folder"] = "out", ["Format"] = "Json" });

        Assert.Equal(new WriteBackPolicy(Path.Combine(Example.BaseDirectory, "out"), WriteBackFormat.Json), Assert.Single(reading.Configuration!.Routes.All).WriteBack);
    }

    [Fact]
    public void WithoutItNobodyIsTold() => Assert.Null(Assert.Single(Example.Read().Configuration!.Routes.All).WriteBack);

    [Theory]
    [InlineData("""{ "To": "Folder" }""", ":Folder", "Folder is missing")]
    [InlineData("""{ "To": "Source" }""", ":To", "can't tell its system anything")]
    [InlineData("""{ "Folder": "out" }""", ":To", "To is missing")]
    [InlineData("""{ "To": "Source", "Folder": "out" }""", ":Folder", "Remove it, or set To to Folder")]
    [InlineData("""{ "To": "Nobody" }""", ":To", "'Nobody' is not allowed")]
    public void WhatIsWrongIsNamedWithItsCure(string written, string path, string said)
    {
        var problems = Example.Read(b => b.Route()["WriteBack"] = JsonNode.Parse(written)).Problems;

        Assert.Contains(problems, p => p.Path == Place + path && p.Message.Contains(said, StringComparison.Ordinal));
    }
}
