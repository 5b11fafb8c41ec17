using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.EndToEnd.Tests.Fuzz;

/// <summary>
/// Between the sink's client and the sandbox: lets requests through or not, and answers what it likes, but does not lie. What was
/// carried out is never said not to have been sent; what was not is never answered with a success that could be true.
/// </summary>
internal sealed class FuzzedWire(int seed, FakeTimeProvider time) : DelegatingHandler
{
    private static readonly int[] Refusals = [300, 301, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 415, 418, 422, 426, 429, 431, 451, 499];

    private static readonly int[] Open = [199, 302, 303, 408, 500, 501, 502, 503, 504, 507, 511, 520, 524, 529, 599, 600, 999];

    private static readonly HttpRequestError[] BeforeTheFirstByte =
        [HttpRequestError.ConnectionError, HttpRequestError.NameResolutionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError];

    private readonly Random _random = new(seed);
    private readonly FuzzedBody _bodies = new(new Random(seed + 1));
    private readonly Lock _gate = new();

    /// <summary>Of a hundred answers, so many are fuzzed.</summary>
    internal int Share { get; set; } = 60;

    /// <summary>What it has done, by kind.</summary>
    internal ConcurrentDictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (fuzzed, kind, detail) = Locked(() => (_random.Next(100) < Share, _random.Next(100), _random.Next(1000)));
        if (!fuzzed)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        return kind switch
        {
            < 8 => throw Count("never connected", new HttpRequestException(BeforeTheFirstByte[detail % BeforeTheFirstByte.Length], "fuzzed")),
            < 30 => Count("not carried out, any answer", Answer(Status(detail, mayRefuse: true, maySucceed: true), Locked(_bodies.Garbage))),
            < 35 => await HangAsync("not carried out, no answer", cancellationToken),
            _ => await CarriedOutAsync(request, kind, detail, cancellationToken),
        };
    }

    private async Task<HttpResponseMessage> CarriedOutAsync(HttpRequestMessage request, int kind, int detail, CancellationToken cancellationToken)
    {
        using var response = await base.SendAsync(request, cancellationToken);
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return kind switch
        {
            < 45 => throw Count("carried out, broken off", Broken(detail)),
            < 50 => await HangAsync("carried out, no answer", cancellationToken),
            < 55 => Count("carried out, a body that breaks off", Answer(status, body, new BreakingContent(body[..(body.Length / 2)]))),
            < 60 => Count("carried out, a success of another kind", Answer(status is >= 200 and < 300 ? 200 + (detail % 100) : status, body)),
            // A refusal of what was carried out would be a lie; that a server failed after it is not.
            < 75 => Count("carried out, any answer", Answer(Status(detail, mayRefuse: request.Method == HttpMethod.Get, maySucceed: true), Locked(_bodies.Garbage))),
            _ => Count("carried out, a spoilt answer", Answer(status, Locked(() => _bodies.Spoil(body)))),
        };
    }

    private static int Status(int detail, bool mayRefuse, bool maySucceed)
    {
        int[] all = [.. Open, .. mayRefuse ? Refusals : [], .. maySucceed ? new[] { 200, 201, 202, 204, 206, 226, 299 } : []];
        return all[detail % all.Length];
    }

    private static Exception Broken(int detail) => (detail % 7) switch
    {
        0 => new HttpRequestException(HttpRequestError.ResponseEnded, "fuzzed"),
        1 => new HttpRequestException(HttpRequestError.InvalidResponse, "fuzzed"),
        2 => new HttpRequestException("fuzzed, and says nothing"),
        3 => new IOException("fuzzed"),
        4 => new TaskCanceledException("fuzzed: nobody asked for it"),
        5 => new InvalidOperationException("fuzzed"),
        _ => new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "fuzzed"),
    };

    private async Task<HttpResponseMessage> HangAsync(string what, CancellationToken cancellationToken)
    {
        Done.AddOrUpdate(what, 1, (_, count) => count + 1);
        // Time passes until somebody's patience ends; others who wait for an answer feel it too.
        while (true)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private HttpResponseMessage Answer(int status, byte[] body, HttpContent? content = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = content ?? new ByteArrayContent(body) };
        Locked(() =>
        {
            var words = new[] { "0", "-1", "99999999999999999999", "2147483647", "", "soon", "%%%" };
            foreach (var header in new[] { "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "Location" }.Where(_ => _random.Next(4) == 0))
            {
                answer.Headers.TryAddWithoutValidation(header, words[_random.Next(words.Length)]);
            }

            if (_random.Next(5) == 0)
            {
                answer.Content.Headers.ContentType = new MediaTypeHeaderValue("text/html") { CharSet = "klingon" };
            }

            return 0;
        });
        return answer;
    }

    private T Count<T>(string what, T result)
    {
        Done.AddOrUpdate(what, 1, (_, count) => count + 1);
        return result;
    }

    private T Locked<T>(Func<T> draw)
    {
        lock (_gate)
        {
            return draw();
        }
    }

    /// <summary>Half of a body, and then the connection is gone.</summary>
    private sealed class BreakingContent(byte[] half) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(half);
            throw new IOException("fuzzed: the connection is gone");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
