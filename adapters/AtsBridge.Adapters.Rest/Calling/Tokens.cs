namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>Keeps a token that was fetched, and has one fetched at a time where there is none or it was refused.</summary>
internal abstract class Tokens(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private string? _token;
    private DateTimeOffset _until;

    protected TimeProvider Time => time;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token is null || time.GetUtcNow() >= _until)
            {
                (_token, var lasts) = await FetchAsync(cancellationToken);
                _until = lasts is { } span ? time.GetUtcNow() + span : DateTimeOffset.MaxValue;
            }

            return _token;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets a token that was refused, unless another has taken its place.</summary>
    public void Forget(string token)
    {
        if (string.Equals(_token, token, StringComparison.Ordinal))
        {
            _until = DateTimeOffset.MinValue;
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Fetches a token.</summary>
    /// <returns>It, and for how long it is used; null: until it is refused.</returns>
    protected abstract Task<(string Token, TimeSpan? Lasts)> FetchAsync(CancellationToken cancellationToken);
}
