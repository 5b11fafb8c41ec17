using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>A real workbook in a folder of its own, read by a real source.</summary>
internal sealed class XlsxExport : IDisposable
{
    public static readonly Cell[] Header = ["Application ID", "First Name", "Phone", "Stage"];

    public static readonly FieldMap Fields = new() { ApplicationId = "Application ID", FirstName = "First Name", Phone = "Phone", Stage = "Stage" };

    private static readonly HttpClient Http = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-xlsx-").FullName;

    private XlsxExport(byte[] bytes) => Write(bytes);

    public XlsxSettings Settings { get; set; } = new() { Path = "people.xlsx", Fields = Fields, StableFor = TimeSpan.Zero };

    public string Folder => _folder;

    public XlsxSource Source => new(Settings, new AdapterContext("test", _folder), TimeProvider.System, Http);

    /// <summary>A sheet with the header and these rows.</summary>
    public static XlsxExport Of(params Cell[][] rows) => Of(Book.Of([Header, .. rows]));

    public static XlsxExport Of(Book book) => new(book.Bytes());

    public static XlsxExport Of(byte[] bytes) => new(bytes);

    public XlsxExport With(Func<XlsxSettings, XlsxSettings> change)
    {
        Settings = change(Settings);
        return this;
    }

    public XlsxExport With(FieldMap? fields) => With(s => s with { Fields = fields });

    public XlsxExport Write(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "people.xlsx"), bytes);
        return this;
    }

    public async Task<Outcome> ReadAsync(Func<UInt128, bool>? known = null)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in Source.ReadAsync(new ReadRequest(Since: null, known is null ? null : new Known(known)), TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return new Outcome(pages);
    }

    public async Task<SourceException> FaultAsync() => await Assert.ThrowsAsync<SourceException>(() => ReadAsync());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Known(Func<UInt128, bool> known) : IKnownRecords
    {
        public bool Contains(UInt128 fingerprint) => known(fingerprint);
    }
}

internal sealed record Outcome(List<SourcePage> Pages)
{
    public List<SourceRecord> Records { get; } = [.. Pages.SelectMany(p => p.Records)];

    public List<RejectedRecord> Rejected { get; } = [.. Pages.SelectMany(p => p.Rejected)];

    public List<UInt128> Unchanged { get; } = [.. Pages.SelectMany(p => p.Unchanged)];

    public string Ids => string.Join(' ', Records.Select(r => r.ApplicationId));

    public string Notes => string.Join('\n', Pages.SelectMany(p => p.Notes));
}
