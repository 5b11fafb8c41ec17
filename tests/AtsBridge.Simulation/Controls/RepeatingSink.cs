namespace AtsBridge.Simulation.Controls;

/// <summary>What a handler with retries does: after a cut or a 5xx it makes the POST once more, and tells nobody.</summary>
/// <param name="inner">The sink.</param>
internal sealed class RepeatingSink(IInviteSink inner) : DecoratedSink(inner)
{
    /// <inheritdoc />
    public override async Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.CreateAsync(request, cancellationToken);
        }
        catch (SinkException exception) when (exception.Fault == SinkFault.Ambiguous)
        {
            return await Inner.CreateAsync(request, cancellationToken);
        }
    }
}
