using AtsBridge.Gather.Creating;
using AtsBridge.Gather.Finding;
using AtsBridge.Gather.Reading;
using AtsBridge.Gather.Webhooks;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather;

/// <summary>
/// Sends invites through the Gather API. Every call is one request and nothing is ever repeated here: Gather publishes no
/// idempotency key, so a request whose outcome is unknown is looked up by the engine after the settle time.
/// </summary>
[Adapter("gather", Settings = typeof(GatherSettings))]
public sealed class GatherInviteSink
    : IInviteSink, IInviteFinder, IInviteListing, IInviteWithdrawal, IInterviewCatalog, IRateLimited, IConnectionCheck, IWebhookReceiver
{
    private const string Interviews = "interviews";

    private readonly GatherApi _api;
    private readonly GatherWebhooks _webhooks;

    /// <summary>Makes the sink of one configured key.</summary>
    /// <param name="settings">Bound and validated.</param>
    /// <param name="http">Follows no redirects, repeats no POST, and ends an attempt in its own time.</param>
    /// <param name="context">Where it was configured; messages name it.</param>
    /// <param name="time">Bounds how long an answer's body may take.</param>
    public GatherInviteSink(GatherSettings settings, HttpClient http, AdapterContext context, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(time);
        _api = new GatherApi(settings, http, context.Name, time);
        _webhooks = new GatherWebhooks(settings, context.Name);
        RateLimits = settings.EffectiveRateLimits;
    }

    /// <inheritdoc />
    public IReadOnlyList<RateLimit> RateLimits { get; }

    /// <inheritdoc />
    public RateReport? Reported => _api.Reported;

    /// <inheritdoc />
    public async Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.PersonReference is { } person
            ? InviteCreation.Read(await _api.SendAsync(InviteCreation.Call(request, person), cancellationToken))
            : PersonCreation.Read(await _api.SendAsync(PersonCreation.Call(request), cancellationToken));
    }

    /// <inheritdoc />
    public async Task<FindResult> FindAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var person = request.PersonReference;
        var call = person is null ? PersonLookup.Call(request) : InviteLookup.Call(request, person);
        var answer = await _api.SendAsync(call, cancellationToken);
        if (!answer.IsSuccess)
        {
            return new FindResult.Unclear($"Gather refused the look-up: {Refusal.Reason(answer)}");
        }

        return person is null ? PersonLookup.Read(answer, request) : InviteLookup.Read(answer, request, person);
    }

    /// <inheritdoc />
    public async Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invite);
        ArgumentNullException.ThrowIfNull(channels);
        if (!Values.IsId(invite.Id))
        {
            return new ResendResult.Rejected("id", $"'{invite.Id}' can't be the id of an invite at Gather.");
        }

        var body = new JObject { ["deliveryTypes"] = InviteCreation.DeliveryTypes(channels) };
        var answer = await _api.SendAsync(GatherCall.Post(InviteCreation.Resource, body, $"/{invite.Id}/resend-invite"), cancellationToken);
        if (!answer.IsSuccess)
        {
            return new ResendResult.Rejected(Refusal.Field(answer), Refusal.Reason(answer));
        }

        // What a success says is not published, so nothing is asked of it, save that it is Gather's and not a proxy's page.
        return answer.BodyState is BodyState.Json or BodyState.Empty ? new ResendResult.Resent() : throw answer.Unreadable();
    }

    /// <inheritdoc />
    public async Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invite);
        if (!Values.IsId(invite.Id))
        {
            return new WithdrawResult.Rejected("id", $"'{invite.Id}' can't be the id of an invite at Gather.");
        }

        var body = new JObject { ["status"] = "archived" };
        var answer = await _api.SendAsync(GatherCall.Patch(InviteCreation.Resource, body, $"/{invite.Id}/status"), cancellationToken);
        if (!answer.IsSuccess)
        {
            return new WithdrawResult.Rejected(Refusal.Field(answer), Refusal.Reason(answer));
        }

        // As for a resend.
        return answer.BodyState is BodyState.Json or BodyState.Empty ? new WithdrawResult.Archived() : throw answer.Unreadable();
    }

    /// <inheritdoc />
    public async Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var answer = await GetAsync(InviteCreation.Resource, invite.Id, cancellationToken);
        return answer is null ? null : GatherInvite.Status(answer.One(GatherInvite.Name)) with { At = answer.At };
    }

    /// <inheritdoc />
    public async Task<InvitePage> ListAsync(string interviewId, int page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(interviewId);
        var answer = await _api.SendAsync(InviteListing.Call(interviewId, page), cancellationToken);
        return answer.IsSuccess ? InviteListing.Read(answer) : throw Refused(answer);
    }

    /// <inheritdoc />
    public async Task<Interview?> FindInterviewAsync(string interviewId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(interviewId);
        var answer = await GetAsync(Interviews, interviewId, cancellationToken);
        return answer is null ? null : GatherInterview.Read(answer.One(GatherInterview.Name));
    }

    /// <inheritdoc />
    public WebhookResult Receive(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return _webhooks.Receive(body, headers, now);
    }

    /// <inheritdoc />
    public async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(GatherCall.Get(Interviews, "?page=1&limit=1"), cancellationToken);
        if (!answer.IsSuccess)
        {
            throw Refused(answer);
        }

        var page = answer.Many(Interviews);
        var count = page.Total is { } total ? $"{total}" : $"at least {page.Rows.Count}";
        return $"Gather at {_api.Host} accepts the key, which sees {count} interview{(page.Total == 1 ? "" : "s")}.";
    }

    /// <summary>Null where Gather does not have it.</summary>
    private async Task<GatherAnswer?> GetAsync(string resource, string id, CancellationToken cancellationToken)
    {
        // Anything else would change the address: '..' asks for another resource, and nothing at all for the whole list.
        if (!Values.IsId(id))
        {
            return null;
        }

        var answer = await _api.SendAsync(GatherCall.Get(resource, "/" + id), cancellationToken);
        if (answer.IsSuccess)
        {
            return answer;
        }

        return answer.IsNotFound ? null : throw Refused(answer);
    }

    /// <summary>A read was refused. Nothing was changed by it; the reason may quote a person, so the message leaves it out.</summary>
    private static SinkException Refused(GatherAnswer answer) => answer.IsRedirect
        ? answer.Fault(SinkFault.Transient, ": the address has moved. Set BaseUrl to the new one; redirects are not followed")
        : answer.Fault(SinkFault.Transient, ": Gather refuses the read. Check that BaseUrl is Gather's, and the id");
}
