using System.Net.Http.Headers;
using AtsBridge.Gather.Sandbox.Audit;
using AtsBridge.Gather.Sandbox.State;

namespace AtsBridge.Gather.Sandbox.Webhooks;

/// <summary>Delivers webhooks at least once: at once, after 1 minute, after 5 minutes, then given up.</summary>
internal sealed class WebhookSender(
    GatherSandboxOptions options, TimeProvider time, AuditLog audit, BackgroundWork background, WebhookFaults faults) : IDisposable
{
    private static readonly TimeSpan[] AttemptsAfter = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Redirects are off: a loopback receiver could otherwise send us anywhere.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Send(WebhookEvent what, IEnumerable<Uri?> addresses)
    {
        foreach (var address in addresses.OfType<Uri>().Distinct())
        {
            Send(what, address);
        }
    }

    public void Dispose() => _client.Dispose();

    private void Send(WebhookEvent what, Uri address)
    {
        if (!IsOnThisMachine(address))
        {
            Note(AuditKinds.WebhookRefused, what, $"{address.Host} is not a loopback address; the sandbox sends to no other");
            return;
        }
        var fault = faults.Next();
        if (fault?.Kind == SandboxWebhookFaultKind.Lose)
        {
            Note(AuditKinds.WebhookLost, what, "on request");
            return;
        }
        var wait = fault?.Kind == SandboxWebhookFaultKind.Delay ? fault.Delay : TimeSpan.Zero;
        var copies = fault?.Kind == SandboxWebhookFaultKind.Duplicate ? 2 : 1;
        var body = what.ToBody();
        for (var copy = 0; copy < copies; copy++)
        {
            _ = background.Start(token => DeliverAsync(what, body, address, time.GetUtcNow() + wait, token));
        }
    }

    private async Task DeliverAsync(WebhookEvent what, byte[] body, Uri address, DateTimeOffset start, CancellationToken token)
    {
        await Wait(start, token);
        // The caller holds the platform's gate: the sending must not run under it.
        await Task.Yield();
        for (var attempt = 1; attempt <= AttemptsAfter.Length; attempt++)
        {
            var failure = await TryOnceAsync(body, address, token);
            if (failure is null)
            {
                Note(AuditKinds.WebhookDelivered, what, $"attempt {attempt}");
                return;
            }
            if (attempt == AttemptsAfter.Length)
            {
                Note(AuditKinds.WebhookFailed, what, $"attempt {attempt}: {failure}");
                break;
            }
            // The wait begins before the failure is on record: who reads the record and moves a fake clock must not overtake it.
            var next = Wait(start + AttemptsAfter[attempt], token);
            Note(AuditKinds.WebhookFailed, what, $"attempt {attempt}: {failure}");
            await next;
        }
        Note(AuditKinds.WebhookGivenUp, what, $"after {AttemptsAfter.Length} attempts");
    }

    /// <summary>Null where the receiver took it, otherwise what went wrong.</summary>
    private async Task<string?> TryOnceAsync(byte[] body, Uri address, CancellationToken token)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, token);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(options.WebhookSecret, time.GetUtcNow(), body));
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : $"answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return $"no answer ({failure.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return "no answer within 5 s";
        }
    }

    private Task Wait(DateTimeOffset until, CancellationToken token)
    {
        var wait = until - time.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, token) : Task.CompletedTask;
    }

    /// <summary>Literal addresses and "localhost" only: a name could resolve to anywhere.</summary>
    private static bool IsOnThisMachine(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        && (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (System.Net.IPAddress.TryParse(address.DnsSafeHost, out var ip) && System.Net.IPAddress.IsLoopback(ip)));

    private void Note(string kind, WebhookEvent what, string detail) =>
        audit.Add(entry => entry with
        {
            Kind = kind, CandidateId = what.Invite.CandidateId, InterviewId = what.Invite.InterviewId,
            CandidateInterviewId = what.Invite.Id, ExternalId = what.Invite.ExternalId, Detail = $"{what.Name}, {detail}",
        });
}
