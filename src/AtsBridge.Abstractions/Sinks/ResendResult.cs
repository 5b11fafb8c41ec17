namespace AtsBridge;

/// <summary>The expected outcomes of <see cref="IInviteSink.ResendAsync"/>.</summary>
public abstract record ResendResult
{
    private ResendResult()
    {
    }

    /// <summary>It was sent again.</summary>
    public sealed record Resent : ResendResult;

    /// <summary>The platform refuses.</summary>
    /// <param name="Field">The field at fault; null where it names none.</param>
    /// <param name="Reason">The platform's reason.</param>
    public sealed record Rejected(string? Field, string Reason) : ResendResult;
}
