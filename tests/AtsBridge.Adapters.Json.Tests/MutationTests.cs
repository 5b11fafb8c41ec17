using System.Text;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>A hundred thousand damaged files; more with <c>ATSBRIDGE_MUTATIONS=5000000</c>.</summary>
public sealed class MutationTests
{
    private const string List = """[{"id":"A1","stage":"Phone \u0026 Video","status":"active","emails":[{"value":"zoë@example.com"}],"job":{"title":"Baker"}}, {"id":2,"stage":null,"emails":[]},{"id":"A3","stage":"Offer","status":"","tags":[1,true,{"x":[]}]}]""";

    private static readonly byte[][] Sound =
    [
        Encoding.UTF8.GetBytes(List),
        Encoding.UTF8.GetBytes($$"""{"meta":{"count":3},"applications":{{List}},"next":null}"""),
        Encoding.UTF8.GetBytes(List[1..^1].Replace("}, {", "}\n{", StringComparison.Ordinal).Replace("},{\"id\"", "}\n{\"id\"", StringComparison.Ordinal) + "\n"),
        Encoding.Unicode.GetBytes("\uFEFF" + List),
    ];

    private static readonly byte[][] Words =
    [
        .. new[] { "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\u0000", "null", "true", "1e999", "-", "01", "NaN", "'", "//", "/*", "\n", "\r\n", " ", "\0", "\uFEFF", "{\"id\":\"A9\",\"stage\":\"x\"}", "\"id\":", "\"stage\":", "[[[[", "]]]]", "{\"a\":{\"a\":{\"a\":" }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
    ];

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task WhateverIsDamagedRecordsAndQuarantineComeOutOrASourceException()
    {
        var tally = await MutationRun.ReadAllAsync(
            "people.json",
            number => Mutation.Of(Sound[number % Sound.Length], number, Words),
            (context, number) => new JsonSource(new JsonSettings
            {
                Path = "people.json", Fields = number % 5 == 0 ? null : ExportFolder.Fields, StableFor = TimeSpan.Zero, MaxCellChars = 100, MaxRecordBytes = 1024, MaxDepth = 8,
            }, context, TimeProvider.System, Http),
            RowCheck.EachOnce,
            TestContext.Current.CancellationToken);
        Assert.True(tally is { Records: > 0, Rejected: > 0, Refused: > 0 }, $"{tally}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
    }
}
