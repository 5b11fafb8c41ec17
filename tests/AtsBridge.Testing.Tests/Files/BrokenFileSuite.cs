using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Files;
using AtsBridge.Adapters.Json;

namespace AtsBridge.Testing.Tests.Files;

/// <summary>What a broken source may need to be built.</summary>
internal sealed record FilePlace(JsonSettings Settings, AdapterContext Context, FileWorld World)
{
    internal JsonSource Sound(JsonSettings? settings = null) => new(settings ?? Settings, Context, World.Clock, World.Offline);

    internal IReadOnlyList<string> Exports => Directory.Exists(World.Exports) ? Directory.GetFiles(World.Exports).Order(StringComparer.Ordinal).ToArray() : [];

    internal byte[] Newest => Exports.Count == 0 ? [] : File.ReadAllBytes(Exports[^1]);
}

/// <summary>The suite of the sound source (a record a line), with a broken one in its place.</summary>
internal sealed class BrokenFileSuite(Func<FilePlace, ICandidateSource> broken) : FileSourceConformance<JsonSource, JsonSettings>
{
    protected override string Extension => "json";

    protected override JsonSettings Settings(string path) => new() { Path = path, Fields = ConformanceFields.Map };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) =>
        Encoding.UTF8.GetBytes(applications.Count == 0 ? "[]" : string.Concat(applications.Select(a => JsonSerializer.Serialize(a.Values) + "\n")));

    protected override ICandidateSource Create(JsonSettings settings, AdapterContext context, SourceWorld world) => broken(new(settings, context, (FileWorld)world));
}

/// <summary>Settings that take anything.</summary>
public sealed record LooseSettings
{
    public string Path { get; init; } = "";
}

internal sealed class LooseSuite : FileSourceConformance<JsonSource, LooseSettings>
{
    protected override string Extension => "json";

    protected override LooseSettings Settings(string path) => new() { Path = path };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) => [];
}
