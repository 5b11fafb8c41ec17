using System.ComponentModel.DataAnnotations;
using System.Text;
using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>A real file in a folder of its own, read by a real source.</summary>
internal sealed class XmlExport : IDisposable
{
    /// <summary>The fields of the records here.</summary>
    public static readonly FieldMap Fields = new() { ApplicationId = "@id", FirstName = "Name/Given", Email = "Email", Stage = "Stage", Status = "Status" };

    private static readonly HttpClient Http = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-xml-").FullName;

    private XmlExport(byte[] bytes) => Write(bytes);

    public XmlSettings Settings { get; set; } = new() { Path = "people.xml", Fields = Fields, StableFor = TimeSpan.Zero };

    public XmlSource Source => new(Settings, new AdapterContext("test", _folder), TimeProvider.System, Http);

    public static XmlExport Of(string xml) => new(Encoding.UTF8.GetBytes(xml));

    public static XmlExport Of(byte[] bytes) => new(bytes);

    /// <summary>A list of applications with these inner texts.</summary>
    public static XmlExport Applications(params string[] inner) =>
        Of($"<Applications>{string.Join('\n', inner.Select((x, i) => $"<Application id=\"A{i + 1}\">{x}</Application>"))}</Applications>");

    public XmlExport With(Func<XmlSettings, XmlSettings> change)
    {
        Settings = change(Settings);
        return this;
    }

    public XmlExport With(FieldMap? fields) => With(s => s with { Fields = fields });

    public XmlExport Write(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "people.xml"), bytes);
        return this;
    }

    public async Task<Outcome> ReadAsync(Func<UInt128, bool>? known = null)
    {
        var pages = new List<SourcePage>();
        var request = new ReadRequest(Since: null, known is null ? null : new Known(known));
        await foreach (var page in Source.ReadAsync(request, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return new Outcome(pages);
    }

    public async Task<SourceException> FaultAsync() => await Assert.ThrowsAsync<SourceException>(() => ReadAsync());

    public static IReadOnlyList<string> Validate(XmlSettings settings)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        return [.. results.Select(r => r.ErrorMessage ?? "")];
    }

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
