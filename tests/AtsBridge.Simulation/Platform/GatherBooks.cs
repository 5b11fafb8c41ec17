namespace AtsBridge.Simulation.Platform;

/// <summary>What the platform has: the truth that the ledger is compared with.</summary>
internal sealed class GatherBooks
{
    private readonly List<BookedPerson> _persons = [];
    private readonly List<BookedInvite> _invites = [];

    internal IReadOnlyList<BookedInvite> Invites => _invites;

    /// <summary>References whose creation was refused for good.</summary>
    internal HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    internal BookedPerson AddPerson(string? email, string? externalId, bool byHand, long listedAt)
    {
        var person = new BookedPerson($"p{_persons.Count + 1}", email, externalId, byHand, listedAt);
        _persons.Add(person);
        return person;
    }

    internal BookedInvite AddInvite(BookedPerson person, string interview, string? reference, long now, long listedAt, long expiresAt)
    {
        var invite = new BookedInvite($"i{_invites.Count + 1}", person, interview, reference, now, listedAt, expiresAt);
        _invites.Add(invite);
        return invite;
    }

    internal BookedPerson? Person(string id) => _persons.Find(p => Same(p.Id, id));

    internal BookedInvite? Invite(string id) => _invites.Find(i => Same(i.Id, id));

    internal BookedPerson? SamePerson(string? email, string externalId) =>
        _persons.Find(p => Same(p.ExternalId, externalId) || (email is not null && Same(p.Email, email)));

    internal BookedInvite? SameInvite(string person, string interview) =>
        _invites.Find(i => Same(i.Person.Id, person) && Same(i.Interview, interview) && i.Progress != InviteProgress.Archived);

    /// <summary>What a search by e-mail, or by external id where there is none, lists by now; read as the Gather adapter reads it.</summary>
    internal FindResult FindPerson(string? email, string externalId, long now)
    {
        var page = _persons.FindAll(p => p.ListedAt <= now && (email is null ? Same(p.ExternalId, externalId) : Same(p.Email, email)));
        var ours = page.FindAll(p => Same(p.ExternalId, externalId));
        var found = ours.Count > 0 ? ours : page;
        return found.Count switch
        {
            0 => new FindResult.Nothing(),
            1 => new FindResult.Person(found[0].Id),
            _ => new FindResult.Unclear("several candidates with the same e-mail address"),
        };
    }

    /// <summary>What the list of one person's invites to one interview shows by now: ours first, then any that is not archived.</summary>
    internal BookedInvite? FindInvite(string person, string interview, string reference, long now)
    {
        var page = _invites.FindAll(i => i.ListedAt <= now && Same(i.Person.Id, person) && Same(i.Interview, interview));
        var ours = page.FindAll(i => Same(i.Reference, reference));
        return ours.Find(i => i.Progress != InviteProgress.Archived) ?? ours.FirstOrDefault() ?? page.Find(i => i.Progress != InviteProgress.Archived);
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
