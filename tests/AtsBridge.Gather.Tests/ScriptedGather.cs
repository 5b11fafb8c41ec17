using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Gather.Tests;

/// <summary>Answers every request as told and keeps what was asked.</summary>
internal sealed class ScriptedGather(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    internal const string Key = "qapi_very-secret-key";

    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal List<(HttpMethod Method, string PathAndQuery, string? Key, string? Body)> Asked { get; } = [];

    internal FakeTimeProvider Time { get; } = new(Now);

    internal static ScriptedGather Answering(int status, string body) => new(() => Answer(status, body));

    internal static ScriptedGather Failing(Exception fault) => new(() => throw fault);

    internal static HttpResponseMessage Answer(int status, string body, string type = "application/json") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    internal static string Error(string code, string details = "{}") =>
        $$$"""{"error":{"code":"{{{code}}}","message":"It failed","details":{{{details}}}},"meta":{"requestId":"req-1","timestamp":"2026-03-01T12:00:00Z"}}""";

    internal GatherInviteSink Sink(Uri? baseUrl = null) => new(
        new GatherSettings { ApiKey = Key, BaseUrl = baseUrl ?? new Uri("https://gather.test") },
        new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan },
        new AdapterContext("gather", "/"),
        Time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add((request.Method, request.RequestUri!.PathAndQuery, request.Headers.GetValues("x-api-key").Single(), body));
        return answer();
    }
}
