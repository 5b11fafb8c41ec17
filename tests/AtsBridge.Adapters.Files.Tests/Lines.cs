using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Pages;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Adapters.Files.Tests;

internal sealed record LinesSettings : FileSourceSettings;

/// <summary>The smallest adapter there is: a line is an application's id.</summary>
internal sealed class Lines(string folder, string path, long maxBytes = 1 << 30) : ICandidateSource
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(Folder.Start).AddHours(1));

    /// <summary>Happens after a file was read and before its last page.</summary>
    public Action AfterReading { get; set; } = () => { };

    /// <summary>Where it stops reading.</summary>
    public int MostLines { get; init; } = int.MaxValue;

    public LinesSettings Settings { get; init; } = new() { Path = path, MaxFileBytes = maxBytes };

    public FileSets Sets => new(Settings, new AdapterContext("lines", folder), Time, Http);

    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        Sets.ReadAsync(request, ReadFile, cancellationToken);

    public async Task<List<SourcePage>> PagesAsync(string? since = null, IKnownRecords? known = null, bool fullSets = false)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in ReadAsync(new ReadRequest(since, known) { FullSets = fullSets }, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    public async Task<SourceException> FaultAsync(string? since = null) =>
        await Assert.ThrowsAsync<SourceException>(() => PagesAsync(since));

    private async IAsyncEnumerable<SourcePage> ReadFile(
        SourceFile file, FieldMap? fields, PageBuilder page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.Open());
        var row = 0;
        while (row < MostLines && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            page.Add(new SourceRecord { Position = new RecordPosition(file.Name, ++row), ApplicationId = line }, line.Length);
            if (page.IsFull)
            {
                yield return page.Take();
            }
        }

        AfterReading();
    }
}
