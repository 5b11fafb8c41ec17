namespace AtsBridge.Gather.Sandbox.State;

/// <summary>
/// What outlives its request: late effects and webhooks. A reset ends what is under way, so that nothing of the old world lands in
/// the new one; disposal ends it and waits.
/// </summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private CancellationTokenSource _ending = new();

    /// <summary>
    /// Starts work, and runs it up to its first wait before returning: a wait that began later would miss a fake clock that is moved
    /// in between. The gate is not held meanwhile, because the work may take the platform's.
    /// </summary>
    public Task Start(Func<CancellationToken, Task> work)
    {
        CancellationToken token;
        lock (_gate)
        {
            token = _ending.Token;
        }

        var task = RunAsync(work, token);
        lock (_gate)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    public async Task EndAllAsync()
    {
        CancellationTokenSource ended;
        Task[] running;
        lock (_gate)
        {
            (ended, _ending) = (_ending, new CancellationTokenSource());
            running = [.. _running];
        }
        await ended.CancelAsync();
        await Task.WhenAll(running);
        ended.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAllAsync();
        // What a last request starts from now on ends at its first wait. (Not disposed: its token must stay usable.)
        await _ending.CancelAsync();
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }

    private static async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        try
        {
            await work(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The world that this belonged to is gone: that is what the cancellation says.
        }
    }
}
