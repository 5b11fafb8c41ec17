namespace AtsBridge;

/// <summary>The expected outcomes of <see cref="IInviteSink.CreateAsync"/>. Closed: nobody else can add a case.</summary>
public abstract record CreateResult
{
    private CreateResult()
    {
    }

    /// <summary>The person stands at the platform and nothing is sent yet: call again with this reference.</summary>
    /// <param name="PersonReference">The platform's id of the person.</param>
    public sealed record PersonReady(string PersonReference) : CreateResult;

    /// <summary>The platform says that it has this person already, without saying which: look the person up.</summary>
    public sealed record PersonExists : CreateResult;

    /// <summary>The platform took the invite.</summary>
    /// <param name="Invite">The invite at the platform.</param>
    /// <param name="Status">Where it stands.</param>
    public sealed record Created(InviteReference Invite, InviteStatus Status) : CreateResult;

    /// <summary>The platform says that this invite exists already: look it up and adopt it.</summary>
    public sealed record InviteExists : CreateResult;

    /// <summary>The platform refuses, and would refuse again: a person must mend something.</summary>
    /// <param name="Field">The field at fault in the platform's words; null where it names none.</param>
    /// <param name="Reason">The platform's reason.</param>
    public sealed record Rejected(string? Field, string Reason) : CreateResult;
}
