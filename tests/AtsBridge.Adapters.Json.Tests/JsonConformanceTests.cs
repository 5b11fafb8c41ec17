using System.Text.Json;
using AtsBridge.Adapters.Files;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class JsonConformanceTests : FileSourceConformance<JsonSource, JsonSettings>
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    protected override string Extension => "json";

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override JsonSettings Settings(string path) => new() { Path = path, Fields = ConformanceFields.Map };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) => JsonSerializer.SerializeToUtf8Bytes(applications.Select(a => a.Values), Lines);
}
