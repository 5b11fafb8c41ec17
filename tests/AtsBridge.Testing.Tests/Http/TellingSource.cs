using System.Text;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>A sound source with the further abilities, one of which may be bent.</summary>
internal sealed class TellingSource(TalentPlace place) : ICandidateSource, IApplicationReader, IWebhookReceiver, IInviteReporter
{
    private int _told;

    internal Func<SourceRecord, string, bool> Is { get; init; } = (record, id) => record.ApplicationId == id;

    internal bool TakesOutagesForNobody { get; init; }

    internal bool TakesOutagesForTold { get; init; }

    internal bool TellsOnce { get; init; }

    internal bool BelievesEverything { get; init; }

    public string? CannotReport => null;

    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => place.Sound().ReadAsync(request, cancellationToken);

    public async Task<SourcePage> ReadApplicationAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var all = await SourceReader.ToEndAsync(place.Sound(), new ReadRequest(Since: null), cancellationToken);
            return new SourcePage { Records = [.. all.Records.Where(r => Is(r, id))] };
        }
        catch (SourceException) when (TakesOutagesForNobody)
        {
            return new SourcePage();
        }
    }

    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now) =>
        BelievesEverything ? new WebhookResult.Applications("moved", [], ["1"]) : new WebhookResult.Refused(Encoding.UTF8.GetCharCount(body.Span) == 0 ? "empty" : "not signed");

    public async Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken)
    {
        try
        {
            _ = await SourceReader.ToEndAsync(place.Sound(), new ReadRequest(Since: null), cancellationToken);
            return TellsOnce && ++_told > 1 ? "It is there already." : null;
        }
        catch (SourceException) when (TakesOutagesForTold)
        {
            return null;
        }
    }
}
