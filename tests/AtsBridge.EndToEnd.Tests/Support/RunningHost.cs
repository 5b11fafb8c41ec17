using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AtsBridge.Cli.Session;
using AtsBridge.Cli.Web;
using Microsoft.AspNetCore.Builder;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>The host of <c>run</c> in this process, and somebody who sends webhooks to it.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public const string Secret = "whsec_sandbox";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RunningHost(WebApplication app, CapturedLog log)
    {
        (_app, Log) = (app, log);
        Address = new Uri(app.Urls.Single());
        _http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public CapturedLog Log { get; }

    public static async Task<RunningHost> StartAsync(Trial trial)
    {
        trial.SaveConfig();
        var reading = ConfigurationSource.Read(trial.ConfigFile);
        var app = BridgeHost.Build(reading.Configuration!, reading, "http://127.0.0.1:0", jsonLog: false);
        var log = CapturedLog.Of(app.Services);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, log);
    }

    /// <summary>What the sandbox would send of an invite.</summary>
    public static byte[] Event(string invite, string status, DateTimeOffset at) => Encoding.UTF8.GetBytes(
        $$"""{"event":"candidate_interview.status_changed","timestamp":"{{at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}}","data":{"candidateInterviewId":"{{invite}}","status":"{{status}}"} }""");

    public static string Signed(byte[] body, DateTimeOffset at, string secret = Secret)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={t},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(t + "."), .. body]))}";
    }

    public Task<HttpStatusCode> SendAsync(byte[] body, string? signature = null) => SendAsync(new ByteArrayContent(body), signature ?? Signed(body, TimeProvider.System.GetUtcNow()));

    public async Task<HttpStatusCode> SendAsync(HttpContent content, string? signature, string path = "/webhooks/gather", bool chunked = false)
    {
        using var response = await PostAsync(content, signature, path, chunked);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string? signature, string path = "/webhooks/gather", bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        // Without a length, only reading it shows how long it is.
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Qualifi-Signature", signature);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
