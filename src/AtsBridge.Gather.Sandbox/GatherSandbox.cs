using System.Net;
using AtsBridge.Gather.Sandbox.Api;
using AtsBridge.Gather.Sandbox.Audit;
using AtsBridge.Gather.Sandbox.Control;
using AtsBridge.Gather.Sandbox.Faults;
using AtsBridge.Gather.Sandbox.Limits;
using AtsBridge.Gather.Sandbox.State;
using AtsBridge.Gather.Sandbox.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AtsBridge.Gather.Sandbox;

/// <summary>
/// The Gather API over real HTTP on loopback, in memory. It keeps its own books of what reached whom (<see cref="Audit"/>), so that
/// a client's claim of "once" can be held against them, and it goes wrong on request.
/// </summary>
public sealed class GatherSandbox : IAsyncDisposable
{
    private readonly BackgroundWork _background = new();
    private readonly AuditLog _audit;
    private readonly RequestLog _requests;
    private readonly ApiKeys _keys;
    private readonly RateLimits _limits;
    private readonly FaultPlan _faults;
    private readonly WebhookFaults _webhookFaults = new();
    private readonly WebhookSender _webhooks;
    private readonly Shapes _shapes;
    private readonly Platform _platform;
    private readonly WebApplication _app;
    private int _disposed;

    private GatherSandbox(GatherSandboxOptions options, TimeProvider time)
    {
        _audit = new AuditLog(time);
        _requests = new RequestLog(time);
        _keys = new ApiKeys(options.Keys);
        _limits = new RateLimits(options.RateLimits, time);
        _faults = new FaultPlan(options);
        _webhooks = new WebhookSender(options, time, _audit, _background, _webhookFaults);
        _shapes = new Shapes(options.Drift);
        _platform = new Platform(options, time, _audit, _webhooks);
        var routes = new ApiRoutes(
            _platform, new CandidateEndpoints(_platform, _shapes, options), new InterviewEndpoints(_platform, _shapes),
            new CandidateInterviewEndpoints(_platform, _shapes, options), new CandidateInterviewReading(_platform, _shapes));
        var exchange = new FaultyExchange(routes, new AnswerWriter(_platform, time), _background, time);
        var pipeline = new ApiPipeline(options, _keys, _limits, _faults, exchange, _requests);
        _app = BuildApp(options.Port);
        ControlEndpoints.Map(_app, this, options.MaxBodyBytes);
        _app.MapFallback("/{**path}", (RequestDelegate)pipeline.HandleAsync);
    }

    /// <summary>Where the API is, for example <c>http://127.0.0.1:5080/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Every effect until now, in order.</summary>
    public IReadOnlyList<AuditEntry> Audit => _audit.Snapshot();

    /// <summary>Every API request until now, in order of arrival.</summary>
    public IReadOnlyList<RequestEntry> Requests => _requests.Snapshot();

    /// <summary>The faults that are still to strike, with what is left of their counts.</summary>
    public IReadOnlyList<SandboxFault> Faults => _faults.Snapshot();

    /// <summary>Starts a sandbox; it listens when the task is done.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="time">Its clock: limits, delays and webhook attempts go by it.</param>
    /// <param name="ct">Ends the start.</param>
    /// <exception cref="ArgumentException">An option is not possible; the message says which and what is allowed.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<GatherSandbox> StartAsync(GatherSandboxOptions options, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        var sandbox = new GatherSandbox(options, time);
        try
        {
            await sandbox._app.StartAsync(ct);
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
        sandbox.BaseAddress = new Uri(sandbox._app.Urls.Single());
        return sandbox;
    }

    /// <summary>Adds a fault behind those that are there.</summary>
    /// <param name="fault">What is to go wrong, with which requests, how often.</param>
    /// <exception cref="ArgumentException">The fault is not possible.</exception>
    public void AddFault(SandboxFault fault) => _faults.Add(fault);

    /// <summary>Takes all faults on request away; random ones go on.</summary>
    public void ClearFaults()
    {
        _faults.Clear();
        _webhookFaults.Clear();
    }

    /// <summary>Adds a fault of outgoing webhooks.</summary>
    /// <param name="fault">What is to go wrong.</param>
    /// <exception cref="ArgumentException">The fault is not possible.</exception>
    public void AddWebhookFault(SandboxWebhookFault fault) => _webhookFaults.Add(fault);

    /// <summary>Sets a status as the candidate or a recruiter does, and sends the webhooks.</summary>
    /// <param name="candidateInterviewId">Which candidate interview.</param>
    /// <param name="status">One of the API's words, for example <c>new_response</c> for "completed".</param>
    /// <exception cref="ArgumentException">There is no such status.</exception>
    /// <exception cref="KeyNotFoundException">There is no such candidate interview.</exception>
    public void SetStatus(string candidateInterviewId, string status)
    {
        if (!InviteStatuses.All.Contains(status, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no status '{status}'; allowed: {string.Join(", ", InviteStatuses.All)}.", nameof(status));
        }

        lock (_platform.Gate)
        {
            var invite = _platform.Invites.Find(candidateInterviewId)
                ?? throw new KeyNotFoundException($"There is no candidate interview '{candidateInterviewId}'.");
            _platform.SetStatus(invite, status);
        }
    }

    /// <summary>Makes a key valid.</summary>
    /// <param name="key">The key.</param>
    public void AddKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _keys.Add(key);
    }

    /// <summary>Makes a key invalid at once.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">No such key is valid.</exception>
    public void RevokeKey(string key)
    {
        if (!_keys.Revoke(key))
        {
            throw new KeyNotFoundException("There is no such key to revoke.");
        }
    }

    /// <summary>Adds a candidate as if a recruiter had made one by hand: without the checks of the API.</summary>
    /// <param name="firstName">Given name.</param>
    /// <param name="lastName">Family name.</param>
    /// <param name="email">E-mail address.</param>
    /// <param name="phone">Phone number.</param>
    /// <param name="externalId">A reference; recruiters rarely give one.</param>
    /// <param name="smsOptIn">Consent to text messages.</param>
    /// <param name="timeZone">IANA time zone.</param>
    /// <param name="archived">Whether the candidate stands in the archive.</param>
    /// <returns>The candidate's id.</returns>
    public string AddCandidate(
        string firstName, string lastName, string? email = null, string? phone = null, string? externalId = null,
        bool smsOptIn = false, string? timeZone = null, bool archived = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(firstName);
        var draft = new CandidateDraft(firstName, lastName ?? "", email, phone, externalId, timeZone, smsOptIn, archived);
        lock (_platform.Gate)
        {
            return _platform.AddCandidate(draft, AuditKinds.CandidateAdded).Id;
        }
    }

    /// <summary>Back to the beginning: nobody, nothing sent, the first keys, no faults, full limits. Late effects that are due come no more.</summary>
    /// <returns>Done when all is as at the start.</returns>
    public async Task ResetAsync()
    {
        await _background.EndAllAsync();
        lock (_platform.Gate)
        {
            _platform.Reset();
            _shapes.Reset();
        }
        _requests.Clear();
        _keys.Reset();
        _limits.Reset();
        _faults.Reset();
        _webhookFaults.Clear();
    }

    /// <summary>Ends late effects and webhooks, and stops listening.</summary>
    /// <returns>Done when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        // Late effects first: requests that hang wait for them, and would hold up the stop.
        await _background.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _webhooks.Dispose();
    }

    private static WebApplication BuildApp(int port)
    {
        // An empty builder: no environment variable, no file and no logging of the process around it has a say here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        return builder.Build();
    }
}
