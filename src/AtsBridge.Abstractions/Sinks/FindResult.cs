namespace AtsBridge;

/// <summary>The outcomes of <see cref="IInviteFinder.FindAsync"/>.</summary>
public abstract record FindResult
{
    private FindResult()
    {
    }

    /// <summary>The person is there.</summary>
    /// <param name="PersonReference">The platform's id of the person.</param>
    public sealed record Person(string PersonReference) : FindResult;

    /// <summary>The invite is there.</summary>
    /// <param name="Reference">The invite at the platform.</param>
    /// <param name="Status">Where it stands.</param>
    public sealed record Invite(InviteReference Reference, InviteStatus Status) : FindResult;

    /// <summary>There is nothing of that kind at the platform.</summary>
    public sealed record Nothing : FindResult;

    /// <summary>One request could not settle it: a person must look.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record Unclear(string Reason) : FindResult;
}
