namespace AtsBridge;

/// <summary>The expected outcomes of <see cref="IInviteWithdrawal.ArchiveAsync"/>. Closed: nobody else can add a case.</summary>
public abstract record WithdrawResult
{
    private WithdrawResult()
    {
    }

    /// <summary>It is archived at the platform, now or before.</summary>
    public sealed record Archived : WithdrawResult;

    /// <summary>The platform refuses, or does not have it.</summary>
    /// <param name="Field">The field at fault; null where it names none.</param>
    /// <param name="Reason">The platform's reason.</param>
    public sealed record Rejected(string? Field, string Reason) : WithdrawResult;
}
