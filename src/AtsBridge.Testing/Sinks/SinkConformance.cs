using System.Runtime.CompilerServices;

namespace AtsBridge.Testing;

/// <summary>
/// What every sink promises, as checks to inherit. Give the settings for an address and a key, and a platform: a fake of yours, or a sandbox
/// of the vendor. What goes wrong between the sink and its platform is the kit's.
/// </summary>
/// <typeparam name="TSink">The adapter.</typeparam>
/// <typeparam name="TSettings">Its settings.</typeparam>
public abstract partial class SinkConformance<TSink, TSettings> : ConformanceSuite
    where TSink : IInviteSink
    where TSettings : class
{
    private readonly CapturedLog _log = new();

    /// <inheritdoc />
    public override Type Adapter => typeof(TSink);

    /// <summary>The settings of a sink at an address.</summary>
    /// <param name="address">Where the platform is.</param>
    /// <param name="key">The key.</param>
    protected abstract TSettings Settings(Uri address, string key);

    /// <summary>A new platform with nobody at it; each check has its own. It refuses a second invite of one person to one interview.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    protected abstract Task<SamplePlatform> StartAsync(CancellationToken cancellationToken);

    /// <summary>Makes the adapter, as the host does: override it only where the constructor asks for more.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="context">Its name and the folder of the configuration.</param>
    /// <param name="http">A client without retries and redirects.</param>
    /// <param name="time">The clock.</param>
    protected virtual IInviteSink Create(TSettings settings, AdapterContext context, HttpClient http, TimeProvider time) =>
        (IInviteSink)AdapterFactory.Make(typeof(TSink), _log, settings, context, http, time);

    private async Task<SinkWorld> WorldAsync([CallerMemberName] string check = "")
    {
        Begin(check);
        var platform = await StartAsync(Token);
        return new SinkWorld(platform, (world, http) => Create(Settings(platform.Address, platform.Key), new AdapterContext("conformance", Path.GetTempPath()), http, world.Clock));
    }

    /// <summary>The request of the step that sends the invite: where the platform wants the person first, the person is there.</summary>
    private async Task<InviteRequest> ReadyAsync(SinkWorld world, int number = 1, [CallerMemberName] string check = "")
    {
        var request = world.Person(number);
        if (!await PersonFirstAsync())
        {
            return request;
        }

        var ready = await TryAsync(() => world.Sink.CreateAsync(request, Token), check);
        Require(ready is CreateResult.PersonReady, $"the first step answered {ready}", "PersonReady with the platform's id of the person", check);
        return request with { PersonReference = ((CreateResult.PersonReady)ready).PersonReference };
    }

    /// <summary>Whether an invite takes two steps, tried on a platform of its own.</summary>
    private async Task<bool> PersonFirstAsync()
    {
        await using var platform = await StartAsync(Token);
        await using var world = new SinkWorld(platform, (w, http) => Create(Settings(platform.Address, platform.Key), new AdapterContext("conformance", Path.GetTempPath()), http, w.Clock));
        return await world.Sink.CreateAsync(world.Person(), Token) is CreateResult.PersonReady;
    }

    private async Task<CreateResult.Created> CreatedAsync(SinkWorld world, int number = 1, [CallerMemberName] string check = "")
    {
        var request = await ReadyAsync(world, number, check);
        var result = await TryAsync(() => world.Sink.CreateAsync(request, Token), check);
        Require(result is CreateResult.Created, $"it answered {result}", "Created", check);
        return (CreateResult.Created)result;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> call, string check)
    {
        try
        {
            return await SourceReader.InTimeAsync(call(), "the call");
        }
        catch (Exception fault) when (fault is not ConformanceException && !Token.IsCancellationRequested)
        {
            throw Failure($"it threw {fault.GetType().Name}: {fault.Message}", "an answer without an exception", check);
        }
    }

    /// <summary>What a call throws; anything but a SinkException fails the check.</summary>
    private async Task<SinkException> FaultAsync<T>(Func<Task<T>> call, string what, [CallerMemberName] string check = "")
    {
        object? answer;
        try
        {
            answer = await SourceReader.InTimeAsync(call(), "the call");
        }
        catch (SinkException fault)
        {
            return fault;
        }
        catch (Exception fault) when (fault is not ConformanceException && !Token.IsCancellationRequested)
        {
            throw Failure($"{what}: it threw {fault.GetType().Name}: {fault.Message}", "a SinkException, whose kind says what to do next", check);
        }

        throw Failure($"{what}: it answered {answer ?? "null"}", "a SinkException, whose kind says what to do next", check);
    }

    private async Task RequireFaultAsync<T>(SinkFault expected, string what, Func<Task<T>> call, string check)
    {
        var fault = await FaultAsync(call, what, check);
        Require(fault.Fault == expected, $"{what}: it said {fault.Fault} ('{fault.Message}')", $"SinkFault.{expected}", check);
    }

    private TAble Asked<TAble>(SinkWorld world)
        where TAble : class
    {
        if (world.Sink is TAble able)
        {
            return able;
        }

        Skip($"does not implement {typeof(TAble).Name}");
        return null;
    }

    private static Task<HttpResponseMessage> Give(int status, string body, string type = "application/json") => Task.FromResult(SinkWorld.Answer(status, body, type));
}
