using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Webhooks;

namespace AtsBridge.Adapters.Rest.Tests;

public sealed class SortedJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1.50 , "a" : [ { "d" : null , "c" : "x \u00e9 y" } , [ ] , { } ] , "" : true }""", """{"":true,"a":[{"c":"x \u00e9 y","d":null},[],{}],"b":1.50}""")]
    [InlineData("""{"b":1,"B":2,"a\"b":3,"é":4,"a":5}""", """{"B":2,"a":5,"a\"b":3,"b":1,"é":4}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a":1,"a":3,"b":2}""")]
    [InlineData(""" "x" """, "\"x\"")]
    [InlineData("[]", "[]")]
    public void KeysAreInOrderAndValuesAsTheyCame(string body, string sorted) => Assert.Equal(sorted, Sorted(body));

    [Fact]
    public void AKeyThatIsNoUnicodeHasNoPlace() => Assert.Null(Sorted("""{"a":1,"\ud800":2}"""));

    /// <summary>However the keys of any object are mixed, the outcome is the same, and says the same.</summary>
    [Fact]
    public void TheOrderOfKeysDoesNotMatter()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var value = Any(random, depth: 4);
            var sorted = Sorted(Mixed(value, random).ToJsonString(Plain))!;
            Assert.Equal(sorted, Sorted(Mixed(value, random).ToJsonString(new JsonSerializerOptions(Plain) { WriteIndented = true })));
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(sorted)));
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Sorted(string body)
    {
        using var document = JsonDocument.Parse(body);
        return SortedJson.Of(document.RootElement) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
    }

    private static JsonNode Any(Random random, int depth) => random.Next(depth == 0 ? 3 : 5) switch
    {
        0 => JsonValue.Create(random.Next(1000)),
        1 => JsonValue.Create($"é\"\n{random.Next(9)}"),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(i => KeyValuePair.Create($"{(char)('a' + random.Next(26))}é{i}", (JsonNode?)Any(random, depth - 1)))),
    };

    private static JsonNode Mixed(JsonNode node, Random random) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(_ => random.Next()).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Mixed(p.Value!, random)))),
        JsonArray a => new JsonArray([.. a.Select(i => Mixed(i!, random))]),
        _ => node.DeepClone(),
    };
}
