using System.Text.Json;

namespace AtsBridge.Cli.Tests;

/// <summary>What a command answered: its exit code and both streams, as a pipe would see them.</summary>
internal sealed record Answer(int Code, string Out, string Error)
{
    internal static async Task<Answer> ToAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The standard output as one JSON document; anything else on it would be an error here.</summary>
    internal JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    /// <summary>Every text that stands in the document as a value.</summary>
    internal IEnumerable<string> JsonTexts() => Texts(Json());

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
