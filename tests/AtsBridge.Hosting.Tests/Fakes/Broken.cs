namespace AtsBridge.Hosting.Tests.Fakes;

/// <summary>Adapters that nobody can use.</summary>
public static class Broken
{
    [Adapter("abstract")]
    public abstract class AbstractSource : NoSource;

    [Adapter("generic")]
    public sealed class GenericSource<T> : NoSource;

    [Adapter("both")]
    public sealed class Both : NoSource, IInviteSink
    {
        public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    [Adapter("neither")]
    public sealed class Neither;

    [Adapter("hidden")]
    internal sealed class Hidden : NoSource;

    [Adapter("unbuildable")]
    public sealed class Unbuildable : NoSource
    {
        private Unbuildable()
        {
        }
    }

    [Adapter("positional", Settings = typeof(Positional))]
    public sealed class WithPositionalSettings : NoSource;

    [Adapter("Two Words")]
    public sealed class BadName : NoSource;

    [Adapter("twin")]
    public sealed class FirstTwin : NoSource;

    [Adapter("twin")]
    public sealed class SecondTwin : NoSource;

    public sealed class Unmarked : NoSource;

    public sealed record Positional(string Path);

    public abstract class NoSource : ICandidateSource
    {
        public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
