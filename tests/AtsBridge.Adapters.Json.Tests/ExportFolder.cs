using System.ComponentModel.DataAnnotations;
using System.Text;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Json.Tests;

/// <summary>A folder of real files, and what the adapter reads from it.</summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("atsbridge-json-").FullName;

    internal static readonly HttpClient Http = new();

    public static FieldMap Fields { get; } = new()
    {
        ApplicationId = "id", Stage = "stage", Status = "status", Email = "emails[0].value", JobTitle = "job.title",
    };

    public string PathOf(string name) => Path.Combine(_path, name);

    public ExportFolder With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public ExportFolder With(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return this;
    }

    public JsonSource Source(JsonSettings settings, bool parsesAll = false) => new(settings, new AdapterContext("test", _path), TimeProvider.System, Http) { ParsesAll = parsesAll };

    public async Task<ReadResult> ReadAsync(JsonSettings settings, ReadRequest? request = null)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in Source(settings).ReadAsync(request ?? new ReadRequest(null), TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return new ReadResult(pages);
    }

    /// <summary>Reads one file with that text, of which only the given fields are read.</summary>
    public static Task<ReadResult> ReadAsync(string text, FieldMap? fields = null, string name = "export.json", string? records = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), fields, name, records);

    public static async Task<ReadResult> ReadAsync(byte[] bytes, FieldMap? fields = null, string name = "export.json", string? records = null)
    {
        using var folder = new ExportFolder().With(name, bytes);
        return await folder.ReadAsync(Settings(name, fields ?? Fields, records));
    }

    public static async Task<ReadResult> InferAsync(string text, string name = "export.json")
    {
        using var folder = new ExportFolder().With(name, text);
        return await folder.ReadAsync(Settings(name, fields: null));
    }

    public static Task<SourceException> RefusalAsync(string text, FieldMap? fields = null, string name = "export.json", string? records = null) =>
        Assert.ThrowsAsync<SourceException>(() => ReadAsync(text, fields, name, records));

    public static JsonSettings Settings(string path, FieldMap? fields, string? records = null) =>
        new() { Path = path, Fields = fields, Records = records, StableFor = TimeSpan.Zero };

    public static IReadOnlyList<string> Validate(JsonSettings settings)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        return [.. results.Select(r => r.ErrorMessage ?? "")];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

internal sealed record ReadResult(IReadOnlyList<SourcePage> Pages)
{
    public IReadOnlyList<SourceRecord> Records => [.. Pages.SelectMany(p => p.Records)];

    public IReadOnlyList<RejectedRecord> Rejected => [.. Pages.SelectMany(p => p.Rejected)];

    public string Notes => string.Join('\n', Pages.SelectMany(p => p.Notes));

    public string Ids => string.Join(' ', Records.Select(r => r.ApplicationId));
}
