using System.Text;
using AtsBridge.Delivery;
using AtsBridge.Engine.Tests.Delivery;
using AtsBridge.Statuses;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Statuses;

/// <summary>Sent invites in the real store, and a sink that tells of them by webhook. A body is <c>reference;progress;minutes</c>.</summary>
internal sealed class ToldWorld : IAsyncDisposable
{
    internal static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    internal ToldWorld()
    {
        Sink = Substitute.For<IInviteSink, IWebhookReceiver, IInviteFinder>();
        Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(call => World.Create(call.Arg<InviteRequest>()));
        ((IWebhookReceiver)Sink).Configure().Receive(default, default!, default).ReturnsForAnyArgs(call => Read(Encoding.UTF8.GetString(call.Arg<ReadOnlyMemory<byte>>().Span)));
        Start = World.Time.GetUtcNow();
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal DeliveryWorld World { get; } = new();

    internal IInviteSink Sink { get; }

    internal DateTimeOffset Start { get; }

    internal ConfiguredSink Configured => new("gather", Sink, World.Policy);

    internal WebhookIntake Intake => new(World.Store.Statuses, World.Time);

    internal Task<WebhookAnswer> TellAsync(string body) => Intake.TakeAsync(Configured, Encoding.UTF8.GetBytes(body), NoHeaders, Cancellation);

    internal Task<InboxRound> WorkOffAsync() => new StatusInbox(World.Store.Statuses, World.Time).WorkOffAsync(Configured, Cancellation);

    internal Task<(int Asked, int Moved)> AskAsync() =>
        new StatusRefresh(World.Store.Delivery, World.Store.Statuses, World.Clocks).RefreshAsync(Configured, TimeSpan.FromMinutes(1), 1_000, Cancellation);

    internal void Answers(Func<string, InviteStatus?> status) =>
        Sink.Configure().GetStatusAsync(default!, default).ReturnsForAnyArgs(call => status(call.Arg<InviteReference>().Id));

    internal async Task SendAsync(params string[] keys)
    {
        await World.AddAsync(keys);
        await DeliverAsync();
    }

    internal Task<DeliverySummary> DeliverAsync() =>
        new InviteDelivery(World.Store.Delivery, World.Time, World.Clocks).DeliverDueAsync(Configured, progress: null, Cancellation);

    /// <summary>The reference that the sink gives the invite of an application.</summary>
    internal static string Of(string key) => $"i-acme:{key}:engineering";

    internal async Task<string> StateAsync(string key) => (await World.InviteAsync(key)).Delivery.State.ToString();

    internal async Task<string> CountsAsync() => string.Join(", ",
        (await World.Store.Statuses.CountAsync("gather", default, Cancellation)).Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));

    private WebhookResult Read(string body) => body.Split(';') switch
    {
        ["forged"] => new WebhookResult.Refused("forged"),
        ["closed"] => new WebhookResult.NotConfigured("closed"),
        [var reference, var word, var minutes] => new WebhookResult.Statuses(
            [new("status", new(reference), Enum.Parse<InviteProgress>(word), word, Start.AddMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)))]),
        _ => new WebhookResult.Ignored(body),
    };

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
