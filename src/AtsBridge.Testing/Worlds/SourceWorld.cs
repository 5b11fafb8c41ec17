namespace AtsBridge.Testing;

/// <summary>What a source is tried in: a folder with files, an API, or whatever else it reads. It belongs to one check.</summary>
public abstract class SourceWorld : IDisposable
{
    /// <summary>The clock of this world.</summary>
    public KitClock Clock { get; } = new();

    /// <summary>How many ordinary applications need more than two pages.</summary>
    public abstract int Many { get; }

    /// <summary>Whether every read is the whole of the source (<see cref="ReadRequest.FullSets"/>).</summary>
    public abstract bool FullSets { get; }

    /// <summary>Where it can go wrong altogether.</summary>
    public abstract IReadOnlyList<Outage> Outages { get; }

    /// <summary>What must never be shown; null: this source has no secret.</summary>
    public virtual string? Secret => null;

    /// <summary>What the adapter has open although nobody reads; null: nothing that can be seen.</summary>
    public virtual string? StillOpen => null;

    /// <summary>A client for a constructor that asks for one where nothing is read over the network: every request fails.</summary>
    public HttpClient Offline { get; } = new(new NoNetwork());

    internal CapturedLog Log { get; } = new();

    /// <summary>A new instance of the adapter, configured for this world.</summary>
    public abstract ICandidateSource Open();

    /// <summary>From now on the source holds these applications and no others.</summary>
    /// <param name="applications">The applications, the oldest change first.</param>
    public abstract void Hold(IReadOnlyList<SampleApplication> applications);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the world away.</summary>
    /// <param name="disposing">Always.</param>
    protected virtual void Dispose(bool disposing) => Offline.Dispose();

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "This world of the conformance kit has no network.");
    }
}
