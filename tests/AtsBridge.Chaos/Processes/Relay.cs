using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AtsBridge.Chaos.Processes;

/// <summary>
/// The wire between host and sandbox: bytes there and back. It can be down, so that connections are refused and open ones reset,
/// while the sandbox keeps its books; and it can do what a careless proxy does, and send a POST on twice.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly byte[] InvitePost = Encoding.ASCII.GetBytes("POST /qsi/gather/candidate-interviews HTTP");

    private readonly IPEndPoint _target;
    private readonly IPEndPoint _here;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _open = [];
    private Socket _listener;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private int _repeats;

    internal Relay(Uri target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _listener = Bound(new IPEndPoint(IPAddress.Loopback, 0));
        _here = (IPEndPoint)_listener.LocalEndPoint!;
        ComeBack();
    }

    /// <summary>Where the host finds the API.</summary>
    internal Uri Address => new($"http://127.0.0.1:{_here.Port}");

    /// <summary>How many requests went through.</summary>
    internal long Requests => Interlocked.Read(ref _requests);

    /// <summary>How many more invites are to be sent on twice: the control that must be caught.</summary>
    internal int Repeats
    {
        get => Volatile.Read(ref _repeats);
        set => Volatile.Write(ref _repeats, value);
    }

    /// <summary>Done as soon as the first bytes of the next request have come, before they are sent on.</summary>
    internal Task NextRequest
    {
        get
        {
            lock (_gate)
            {
                return _next.Task;
            }
        }
    }

    /// <summary>Refuses connections, and resets those that there are.</summary>
    internal void GoDown()
    {
        lock (_gate)
        {
            _listener.Dispose();
            // Bound and not listening: connections are refused, and nobody else gets the port meanwhile.
            _listener = Bound(_here);
            foreach (var socket in _open)
            {
                End(socket, clean: false);
            }

            _open.Clear();
        }
    }

    /// <summary>Takes connections again.</summary>
    internal void ComeBack()
    {
        lock (_gate)
        {
            _listener.Listen(128);
            var listener = _listener;
            _ = Task.Run(() => AcceptAsync(listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        GoDown();
        _listener.Dispose();
    }

    private static Socket Bound(IPEndPoint at)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(at);
        return socket;
    }

    private static void End(Socket socket, bool clean)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: !clean, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Already closed from the other end.
        }

        socket.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_ending.Token);
                _ = Task.Run(() => CarryAsync(client));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Down, or at the end: what that means for those who connect is the point of it.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var clean = false;
        lock (_gate)
        {
            _open.Add(client);
            _open.Add(server);
        }

        try
        {
            await server.ConnectAsync(_target, _ending.Token);
            var request = new MemoryStream();
            // Whichever side ends first ends both. A cut stays a cut; an end in good order stays one, with its last bytes.
            clean = await await Task.WhenAny(ThereAsync(client, server, request), BackAsync(server, client, request));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The sandbox is gone, or the relay went down.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(client);
                _open.Remove(server);
            }

            End(server, clean);
            End(client, clean);
        }
    }

    private Task<bool> ThereAsync(Socket client, Socket server, MemoryStream request) => PumpAsync(client, server, bytes =>
    {
        lock (request)
        {
            if (request.Length == 0)
            {
                Began();
            }

            request.Write(bytes.Span);
        }
    });

    private Task<bool> BackAsync(Socket server, Socket client, MemoryStream request) => PumpAsync(server, client, answer =>
    {
        byte[] whole;
        lock (request)
        {
            whole = request.ToArray();
            request.SetLength(0);
        }

        if (whole.AsSpan().StartsWith(InvitePost) && Repeats > 0 && Interlocked.Decrement(ref _repeats) >= 0)
        {
            _ = Task.Run(() => RepeatAsync(whole));
        }
    });

    private void Began()
    {
        Interlocked.Increment(ref _requests);
        lock (_gate)
        {
            _next.TrySetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <returns>Whether the other side ended in good order.</returns>
    private async Task<bool> PumpAsync(Socket from, Socket to, Action<ReadOnlyMemory<byte>> see)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, SocketFlags.None, _ending.Token)) > 0)
            {
                see(buffer.AsMemory(0, count));
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, _ending.Token);
                }
            }

            return true;
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone; the caller ends the other.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task RepeatAsync(byte[] request)
    {
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await again.ConnectAsync(_target, _ending.Token);
        await again.SendAsync(request, SocketFlags.None, _ending.Token);
        await again.ReceiveAsync(new byte[16 * 1024], SocketFlags.None, _ending.Token);
    }
}
