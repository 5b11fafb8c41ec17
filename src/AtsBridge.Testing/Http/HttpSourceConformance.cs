namespace AtsBridge.Testing;

/// <summary>
/// What every source promises, and what one that reads an API promises besides. Give the settings for an address and a key, and a small fake of
/// the API; people, faults and the client are the kit's. Let a page hold five applications, so that there are several.
/// </summary>
/// <typeparam name="TSource">The adapter.</typeparam>
/// <typeparam name="TSettings">Its settings.</typeparam>
public abstract partial class HttpSourceConformance<TSource, TSettings> : SourceConformance
    where TSource : ICandidateSource
    where TSettings : class
{
    /// <inheritdoc />
    public override Type Adapter => typeof(TSource);

    /// <summary>How many applications need more than two pages.</summary>
    protected virtual int Several => 23;

    /// <summary>Whether every read is the whole of the source (<c>"Contents": "Full"</c>).</summary>
    protected virtual bool FullSets => false;

    /// <summary>The settings of a source at an address.</summary>
    /// <param name="address">Where the fake API is; ends with a slash.</param>
    /// <param name="key">The key. A request without it, in a header or the query, is answered with 401.</param>
    protected abstract TSettings Settings(Uri address, string key);

    /// <summary>Answers one request as the real API would, from what the feed holds. No faults and no keys: those are the kit's.</summary>
    /// <param name="request">What the adapter asked.</param>
    /// <param name="feed">What the API holds at this moment.</param>
    protected abstract HttpResponseMessage Answer(ApiRequest request, SampleFeed feed);

    /// <summary>
    /// Bodies that this API gives with status 200 where something is wrong, out of its documentation: an expired trial, a spent quota. Each must
    /// become a <see cref="SourceException"/>. The kit knows the common ones; what only this vendor says is yours to give.
    /// </summary>
    protected virtual IReadOnlyList<string> Errors => [];

    /// <summary>Whether a request proves itself: by the key in a header, the query or the body. Override it where a token is fetched first.</summary>
    /// <param name="request">What the adapter asked.</param>
    /// <param name="key">The key of <see cref="Settings"/>.</param>
    protected virtual bool Allows(ApiRequest request, string key) => HttpWorld.Says(request, key);

    /// <summary>Makes the adapter, as the host does: override it only where the constructor asks for more.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="context">Its name and the folder of the configuration.</param>
    /// <param name="http">A client without retries and redirects, whose answers are the fake's.</param>
    /// <param name="world">The world, with its clock.</param>
    protected virtual ICandidateSource Create(TSettings settings, AdapterContext context, HttpClient http, SourceWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return (ICandidateSource)AdapterFactory.Make(typeof(TSource), world.Log, settings, context, http, world.Clock);
    }

    /// <inheritdoc />
    protected override SourceWorld NewWorld() => NewHttpWorld();

    private bool HasKey => Lacks.All(l => l.Ability != Ability.Key);

    private HttpWorld NewHttpWorld() => new(
        Answer, w => Create(Settings(HttpWorld.Address, w.Secret ?? ""), new AdapterContext("conformance", Path.GetTempPath()), w.Client(), w), Several, FullSets, HasKey ? Allows : null);

    private HttpWorld Api(IReadOnlyList<SampleApplication> applications, [System.Runtime.CompilerServices.CallerMemberName] string check = "") => (HttpWorld)World(applications, check);

    /// <summary>Reads while something goes wrong, and again when it is over: nobody may be lost without a word.</summary>
    private async Task NobodyIsLostAsync(HttpWorld world, Func<IReadOnlyList<SampleApplication>> held, string what, string check, Action? heal = null)
    {
        var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token), check);
        (world.Fault, world.Before, world.Shuffled) = (null, null, false);
        heal?.Invoke();
        var later = await ReadAsync(world, read?.Next, check: check);
        var lost = NotDelivered(held(), read?.Then(later) ?? later, check);
        Require(lost.Count == 0, $"{what}: {(fault is null ? "it said nothing" : $"it said {fault.Fault}")}, and {KeyList(lost)} were delivered neither then nor by the next read",
            "everybody in the two reads together, or a SourceException in the first", check);
    }

    /// <summary>One fault at a time: the request with this number gets it, every other one is answered.</summary>
    private async Task<SourceException> FaultOfAsync(string what, Func<ApiRequest, HttpResponseMessage?> fault, string check, int at = 1)
    {
        using var world = Api(SampleSet.Ordinary(Several), check);
        world.Fault = (request, number) => number >= at ? fault(request) : null;
        var (read, thrown) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token), check);
        Require(thrown is not null, $"{what}: it delivered {read?.Pages.Count} pages with {read?.Count} records and no fault", "a SourceException", check);
        return thrown;
    }

    private async Task RequireFaultAsync(SourceFault expected, string what, Func<ApiRequest, HttpResponseMessage?> fault, string check)
    {
        var thrown = await FaultOfAsync(what, fault, check);
        Require(thrown.Fault == expected, $"{what}: it said {thrown.Fault} ('{thrown.Message}')", $"SourceFault.{expected}", check);
    }
}
