using System.Globalization;
using System.Runtime.CompilerServices;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Lookups;
using AtsBridge.Adapters.Rest.Paging;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Reporting;
using AtsBridge.Adapters.Rest.Webhooks;

namespace AtsBridge.Adapters.Rest;

/// <summary>
/// Reads applications from a JSON API that settings describe. Every answer is read to its end before a record of it counts, and is
/// judged as a whole; memory grows with the largest page and not with the list.
/// </summary>
/// <param name="settings">The configured source.</param>
/// <param name="http">Sends; repeats nothing and follows no redirects.</param>
/// <param name="time">The clock.</param>
[Adapter("rest", Settings = typeof(RestSettings))]
public sealed class RestSource(RestSettings settings, HttpClient http, TimeProvider time) : ICandidateSource, IConnectionCheck, IApplicationReader, IWebhookReceiver, IInviteReporter, IDisposable
{
    private readonly Caller _caller = new(http, settings, time);
    private readonly Addresses _addresses = new(settings);
    private readonly PathBinding _binding = PathBinding.Of(settings.Fields!);
    private readonly WebhookReading _webhooks = new(settings);

    /// <inheritdoc />
    public string? CannotReport => Reporter.CannotReport;

    private bool IsComposed => settings.Each.Count > 0 || settings.Lookups.Count > 0;

    private NewsReporter Reporter => field ??= new(settings, _caller, _addresses);

    private string Resource => _addresses.Shown(settings.Path);

    /// <inheritdoc />
    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = new ListRead(settings, _binding, request, time.GetUtcNow());
        var place = new RecordPlace(settings, _binding, request.Known, Resource);
        var reader = Reader();
        await foreach (var page in PagesAsync(read, judgeFirst: IsComposed, cancellationToken))
        {
            await foreach (var _ in reader.ReadAsync(page, place, cancellationToken))
            {
                yield return read.Note(place.Page.Take());
            }

            read.Note(page);
        }

        if (!read.IsOfChanges)
        {
            place.Use.Conclude(place.Page);
        }

        yield return read.Conclude(place.Page.Take());
    }

    /// <inheritdoc />
    public async Task<SourcePage> ReadApplicationAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var call = settings.Application is null ? null : _addresses.Of(settings.Application, place => place == "id" ? id : null);
        var place = new RecordPlace(settings, _binding, known: null, settings.Application is null ? Resource : _addresses.Shown(settings.Application.Path));
        if (call is null)
        {
            throw new SourceException(SourceFault.Unreadable, $"{Resource}: a single application can't be read. Set Application, or wait for the next regular read.");
        }

        if (await new SingleAnswer(_caller, settings, settings.Application!.Records, settings.Application.Gone).AskAsync(call, cancellationToken) is not var (answer, envelope))
        {
            return place.Page.Take();
        }

        using (envelope)
        {
            var pages = new List<SourcePage>();
            await foreach (var _ in Reader().ReadAsync(new Page(answer, envelope, 1), place, cancellationToken))
            {
                pages.Add(place.Page.Take());
            }

            pages.Add(place.Page.Take());
            return pages[^1] with { Records = [.. pages.SelectMany(p => p.Records)], Rejected = [.. pages.SelectMany(p => p.Rejected)] };
        }
    }

    /// <inheritdoc />
    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        var place = new RecordPlace(settings, _binding, known: null, Resource);
        await foreach (var page in PagesAsync(new ListRead(settings, _binding, new ReadRequest(Since: null) { FullSets = true }, time.GetUtcNow()), judgeFirst: true, cancellationToken))
        {
            await foreach (var _ in new PlainReader(settings).ReadAsync(page, place, cancellationToken))
            {
                place.Page.Take();
            }

            return string.Create(CultureInfo.InvariantCulture, $"{Resource}: it lets us in; {page.Records} records on the first page");
        }

        return $"{Resource}: it lets us in";
    }

    /// <inheritdoc />
    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now) => _webhooks.Receive(body, headers, now);

    /// <inheritdoc />
    public async Task<string?> ReportAsync(InviteNews news, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(news);
        return await Reporter.ReportAsync(news, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _caller.Dispose();

    private PageReader Reader() => IsComposed ? new ComposedReader(settings, _binding, new LookupSet(settings, _caller, _addresses)) : new PlainReader(settings);

    /// <summary>The pages of the list; where the token for changes is worth nothing any more, those of the whole.</summary>
    private async IAsyncEnumerable<Page> PagesAsync(ListRead read, bool judgeFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new Walk(_caller, settings, Pager.Of(settings.Paging, _addresses), settings.Records, judgeFirst);
        var pages = walk.PagesAsync(read.First(_addresses), read.Expired, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                var more = false;
                try
                {
                    more = await pages.MoveNextAsync();
                }
                catch (ExpiredTokenException)
                {
                    await pages.DisposeAsync();
                    read.ForgetToken();
                    pages = walk.PagesAsync(read.First(_addresses), [], cancellationToken).GetAsyncEnumerator(cancellationToken);
                    continue;
                }

                if (!more)
                {
                    yield break;
                }

                yield return pages.Current;
            }
        }
        finally
        {
            await pages.DisposeAsync();
        }
    }
}
