using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Configuration.Profiles;

namespace AtsBridge.Adapters.Rest.Tests;

/// <summary>What the documents show is what the host takes, and what they say of profiles stands in them.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("rest.md", 10)]
    [InlineData("profiles.md", 2)]
    public void EveryExampleIsASourceThatTheHostTakes(string name, int examples)
    {
        var found = Examples().Matches(Document(name)).Select(m => m.Groups["json"].Value).ToList();
        Assert.Equal(examples, found.Count);
        foreach (var example in found)
        {
            var source = JsonNode.Parse(example, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
            var options = source["Options"]!.DeepClone().AsObject();
            Assert.Empty(VendorSource.Read(options).Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{p.Path}: {p.Message}"));
        }
    }

    [Fact]
    public void EveryProfileIsThereWithWhatItNeedsAndWhatIsUnsure()
    {
        var document = Document("profiles.md");
        foreach (var name in ProfileLibrary.NamesOf(VendorSource.Adapter))
        {
            var profile = ProfileLibrary.Find(VendorSource.Adapter, name, out _)!;
            var start = document.IndexOf($"## {name}: {profile.Vendor}\n", StringComparison.Ordinal);
            Assert.True(start >= 0, name);
            var end = document.IndexOf("\n## ", start, StringComparison.Ordinal);
            var chapter = document[start..(end < 0 ? document.Length : end)];
            Assert.Contains($"- **set** {string.Join(", ", profile.Needs.Select(n => $"`{n}`"))};", chapter, StringComparison.Ordinal);
            Assert.Equal(profile.Unsure, chapter.Split('\n').Where(l => l.StartsWith("- **unsure** ", StringComparison.Ordinal)).Select(l => l["- **unsure** ".Length..]));
            Assert.Equal(CallsOf(name), chapter.Split('\n').FirstOrDefault(l => l.StartsWith("- **calls** ", StringComparison.Ordinal)));
        }
    }

    private static string? CallsOf(string profile)
    {
        using var stream = typeof(RestSource).Assembly.GetManifestResourceStream($"AtsBridge.Adapters.Rest.Profiles.{profile}.json")!;
        using var file = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return !file.RootElement.GetProperty("Options").TryGetProperty("Calls", out var calls) ? null : "- **calls** " + string.Join("; ", calls.EnumerateObject()
            .Select(c => $"`{c.Name}`" + (c.Value.TryGetProperty("Needs", out var needs) ? string.Concat(needs.EnumerateObject().Select(n => $" with `{n.Name}`: {n.Value}")) : "")));
    }

    private static string Document(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", name);
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new FileNotFoundException("The documents don't lie above the tests.", name);
    }

    [GeneratedRegex("```jsonc\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Examples();
}
