using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Gather.Sandbox.Tests;

/// <summary>A sandbox on a clock of its own, and a client that talks to it as anybody would.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Engineering = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";
    public const string Paused = "e7b46d03-91a5-4f28-a6de-2c8b5f1d7094";
    public const string CandidatesPath = "/qsi/gather/candidates";
    public const string InvitesPath = "/qsi/gather/candidate-interviews";
    public const string InterviewsPath = "/qsi/gather/interviews";

    private World(GatherSandbox sandbox, FakeTimeProvider time)
    {
        Sandbox = sandbox;
        Time = time;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.BaseAddress };
        Client.DefaultRequestHeaders.Add("x-api-key", "qapi_sandbox");
    }

    public GatherSandbox Sandbox { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<World> StartAsync(GatherSandboxOptions? options = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        return new World(await GatherSandbox.StartAsync(options ?? new(), time, Token), time);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Sandbox.DisposeAsync();
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, text);
    }

    public static object Ada(string email = "ada@example.org", string externalId = "acme:1", string? phone = null, bool smsOptIn = false) =>
        new { firstName = "Ada", lastName = "Byron", email, externalId, phone, smsOptIn };

    public static object Invite(
        string candidateId, string interviewId = Engineering, string[]? deliveryTypes = null, string? webhookUrl = null, string externalId = "acme:A1:route") =>
        new { candidateId, interviewId, sendInvite = true, deliveryTypes = deliveryTypes ?? ["email"], expiryDays = 7, webhookUrl, externalId };

    public async Task<string> NewCandidateAsync(string email = "ada@example.org", string externalId = "acme:1") =>
        (await PostAsync(CandidatesPath, Ada(email, externalId))).Text("data.id");

    public async Task<string> NewInviteAsync(string? webhookUrl = null) =>
        (await PostAsync(InvitesPath, Invite(await NewCandidateAsync(), webhookUrl: webhookUrl))).Text("data.id");

    /// <summary>Waits until the audit has so many entries of a kind; the test's own time limit ends a wait in vain.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditedAsync(string kind, int count = 1)
    {
        await UntilAsync(() => Effects(kind) >= count);
        return [.. Sandbox.Audit.Where(entry => entry.Kind == kind)];
    }

    /// <summary>Waits until a fault is on record; from then on moving the clock moves it on.</summary>
    public Task StruckAsync() => UntilAsync(() => Sandbox.Requests.Any(request => request.Fault is not null));

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public int Effects(string kind) => Sandbox.Audit.Count(entry => entry.Kind == kind);
}

internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new JsonException("null");

    /// <summary>The value at a path such as <c>error.details.field</c>.</summary>
    public JsonNode? At(string path) =>
        path.Split('.').Aggregate<string, JsonNode?>(Json, (node, step) => node is JsonArray list ? list[int.Parse(step)] : node?[step]);

    public string Text(string path) => At(path)?.ToString() ?? throw new JsonException($"Nothing at {path} in {Body}");

    public int Header(string name) => int.Parse(Headers[name]);
}
