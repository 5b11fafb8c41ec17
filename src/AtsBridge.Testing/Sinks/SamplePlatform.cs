namespace AtsBridge.Testing;

/// <summary>The interview platform of a test: a fake or a sandbox, with its own books.</summary>
/// <param name="address">Where it is, for the settings.</param>
/// <param name="key">A key that it accepts.</param>
/// <param name="interviewId">An interview that invites can be sent to.</param>
/// <param name="handler">What carries requests to it.</param>
/// <param name="invites">How many invites it has sent, by its own books.</param>
/// <param name="end">Takes it away; null: nothing to do.</param>
public sealed class SamplePlatform(Uri address, string key, string interviewId, HttpMessageHandler handler, Func<int> invites, Func<ValueTask>? end = null) : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    public Uri Address => address;

    /// <summary>A key that it accepts.</summary>
    public string Key => key;

    /// <summary>An interview that invites can be sent to.</summary>
    public string InterviewId => interviewId;

    /// <summary>How many invites it has sent, by its own books.</summary>
    public int Invites => invites();

    internal HttpMessageHandler Handler => handler;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        handler.Dispose();
        if (end is not null)
        {
            await end();
        }
    }
}
