using System.Text;
using AtsBridge.Adapters.Records;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>A real file in a folder of its own, read by a real source.</summary>
internal sealed class Export : IDisposable
{
    public const string Header = "Application ID,First Name,Email,Stage";

    /// <summary>The fields of <see cref="Header"/>.</summary>
    public static readonly FieldMap Fields = new()
    {
        ApplicationId = "Application ID", FirstName = "First Name", Email = "Email", Stage = "Stage",
    };

    private static readonly HttpClient Http = new();
    private static readonly DateTime Written = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-").FullName;

    public CsvSettings Settings { get; set; } = new() { Path = "people.csv", Fields = Fields };

    public CsvSource Source => new(Settings, new AdapterContext("test", _folder), new FakeTimeProvider(new DateTimeOffset(Written).AddHours(1)), Http);

    public static Export Of(params string[] lines) => new Export().Write(string.Join('\n', lines) + "\n");

    public static Export Of(byte[] bytes) => new Export().Write(bytes);

    public Export With(Func<CsvSettings, CsvSettings> change)
    {
        Settings = change(Settings);
        return this;
    }

    public Export Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public Export Write(byte[] bytes)
    {
        var path = Path.Combine(_folder, "people.csv");
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Written);
        return this;
    }

    public async Task<Outcome> ReadAsync(IKnownRecords? known = null)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in Source.ReadAsync(new ReadRequest(Since: null, known), CancellationToken.None))
        {
            pages.Add(page);
        }

        return new Outcome(pages);
    }

    public async Task<SourceException> FaultAsync() => await Assert.ThrowsAsync<SourceException>(() => ReadAsync());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

internal sealed record Outcome(List<SourcePage> Pages)
{
    public List<SourceRecord> Records { get; } = [.. Pages.SelectMany(p => p.Records)];

    public List<RejectedRecord> Rejected { get; } = [.. Pages.SelectMany(p => p.Rejected)];

    public List<UInt128> Unchanged { get; } = [.. Pages.SelectMany(p => p.Unchanged)];

    public IEnumerable<string?> Ids => Records.Select(r => r.ApplicationId);

    public IEnumerable<long?> Rows => Records.Select(r => r.Position.Row);

    public string Notes => string.Join('\n', Pages.SelectMany(p => p.Notes));
}
