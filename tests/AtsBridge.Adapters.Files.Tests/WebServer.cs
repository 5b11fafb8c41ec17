using System.Net;
using System.Net.Sockets;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>A real server on this machine: one file, with an ETag, and with what else a test asks for.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public WebServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/"));
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public byte[] File { get; set; } = [];

    public string? ETag { get; set; }

    public DateTimeOffset? LastModified { get; set; }

    /// <summary>Answers instead of the file.</summary>
    public Action<HttpListenerContext>? Instead { get; set; }

    /// <summary>What was asked: method, path, and the headers that count.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>How many bytes of the file were sent.</summary>
    public long Sent { get; private set; }

    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            try
            {
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException)
            {
                // Whoever asked has heard enough.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Asked.Add($"{request.HttpMethod} {request.Url!.PathAndQuery} {request.Headers["If-None-Match"]}{request.Headers["If-Modified-Since"]}{request.Headers["Authorization"]}".TrimEnd());
        if (Instead is { } instead)
        {
            instead(context);
            return;
        }

        if (ETag is not null)
        {
            response.Headers["ETag"] = ETag;
        }

        if (LastModified is { } modified)
        {
            response.Headers["Last-Modified"] = modified.ToString("R");
        }

        var known = (ETag is not null && request.Headers["If-None-Match"] == ETag)
            || (LastModified is { } m && request.Headers["If-Modified-Since"] == m.ToString("R"));
        if (known)
        {
            response.StatusCode = 304;
        }
        else
        {
            response.ContentLength64 = File.Length;
            response.OutputStream.Write(File);
            Sent += File.Length;
        }

        response.Close();
    }
}
