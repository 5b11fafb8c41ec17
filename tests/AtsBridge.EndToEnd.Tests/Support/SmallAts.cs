using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>An applicant tracking system of a few people on loopback: a list, single applications, webhooks that are signed, notes.</summary>
internal sealed class SmallAts : IDisposable
{
    private const string Secret = "the secret of the webhooks";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, JsonObject> _applications = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public SmallAts()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/"));
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Method and path of what was asked.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The notes that were written, with the path of their application.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The application of which it takes no note.</summary>
    public string? TakesNoNoteOf { get; set; }

    /// <summary>The source that reads it.</summary>
    public JsonObject Source() => new()
    {
        ["Adapter"] = "rest",
        ["Options"] = new JsonObject
        {
            ["BaseUrl"] = Address.ToString(), ["Path"] = "applications", ["Records"] = "applications", ["Authentication"] = new JsonObject { ["Scheme"] = "Bearer", ["Token"] = "t" },
            ["Fields"] = new JsonObject { ["ApplicationId"] = "id", ["CandidateId"] = "person", ["FirstName"] = "name", ["Email"] = "email", ["Stage"] = "stage", ["Status"] = "status", ["UpdatedAt"] = "updated" },
            ["Application"] = new JsonObject { ["Path"] = "applications/{id}", ["Records"] = "application" },
            ["Webhook"] = new JsonObject
            {
                ["Secret"] = Secret, ["Signature"] = new JsonObject { ["Header"] = "X-Signature", ["Prefix"] = "sha256=" }, ["Event"] = "event",
                ["Events"] = new JsonObject { ["moved"] = new JsonObject { ["Records"] = "application" }, ["touched"] = new JsonObject { ["Id"] = "id" } },
            },
            ["WriteBack"] = new JsonObject { ["Method"] = "Post", ["Path"] = "applications/{Application}/notes", ["Body"] = "{ \"note\": \"{Word}\" }" },
        },
    };

    /// <summary>A trial whose route reads it and tells it what became of invites, and that has read the two people who applied.</summary>
    public async Task<Trial> ConnectAsync()
    {
        var trial = await Trial.StartAsync();
        trial.Config["Sources"]!["acme"] = Source();
        trial.Route["WriteBack"] = new JsonObject { ["To"] = "Source" };
        Set("A-1", "Applied", "2026-03-01T08:00:00Z");
        Set("A-2", "Applied", "2026-03-01T08:00:00Z");
        (await trial.RunAsync("sync")).Succeeded();
        return trial;
    }

    public void Set(string id, string stage, string updated)
    {
        lock (_lock)
        {
            _applications[id] = new() { ["id"] = id, ["person"] = $"P-{id}", ["name"] = "Ada", ["email"] = $"{id.ToLowerInvariant()}@example.com", ["stage"] = stage, ["status"] = "active", ["updated"] = updated };
        }
    }

    /// <summary>Tells a host of something.</summary>
    /// <returns>What the host answered.</returns>
    public static async Task<HttpStatusCode> TellAsync(Uri host, JsonObject told, bool signed = true)
    {
        var body = Encoding.UTF8.GetBytes(told.ToJsonString());
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, "sources/acme/webhooks")) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Signature", "sha256=" + (signed ? Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)) : new string('0', 64)));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        using var reader = new StreamReader(context.Request.InputStream);
        var body = reader.ReadToEnd();
        JsonObject? answer;
        lock (_lock)
        {
            Asked.Add($"{context.Request.HttpMethod} {path}");
            if (path.EndsWith("/notes", StringComparison.Ordinal) && path != $"/applications/{TakesNoNoteOf}/notes")
            {
                Notes.Add($"{path} {body}");
            }

            answer = path.Split('/') switch
            {
                [_, "applications"] => new() { ["applications"] = new JsonArray([.. _applications.Values.Select(a => a.DeepClone())]) },
                [_, "applications", var id] when _applications.TryGetValue(id, out var one) => new() { ["application"] = one.DeepClone() },
                [_, "applications", var id, "notes"] when id != TakesNoNoteOf => [],
                _ => null,
            };
        }

        context.Response.StatusCode = answer is null ? 404 : 200;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(answer?.ToJsonString() ?? "{}"), willBlock: true);
    }
}
