using System.Globalization;
using AtsBridge.Gather.Creating;
using AtsBridge.Gather.Reading;
using AtsBridge.Gather.Wire;

namespace AtsBridge.Gather.Finding;

/// <summary>Reads the invites to one interview, page by page, for their statuses.</summary>
internal static class InviteListing
{
    /// <summary>The most that Gather gives.</summary>
    private const int Limit = 100;

    internal static GatherCall Call(string interviewId, int page) => GatherCall.Get(
        InviteCreation.Resource,
        string.Create(CultureInfo.InvariantCulture, $"?interviewId={Uri.EscapeDataString(interviewId)}&page={page}&limit={Limit}"));

    /// <summary>By Gather's ids, which are nobody else's: a filter that Gather ignored can't hand us another's status.</summary>
    internal static InvitePage Read(GatherAnswer answer)
    {
        var page = answer.Many("candidateInterviews");
        var statuses = new Dictionary<InviteReference, InviteStatus>();
        foreach (var row in page.Rows)
        {
            statuses.TryAdd(GatherInvite.Reference(row), GatherInvite.Status(row) with { At = answer.At });
        }

        // Where Gather does not say how many there are, a full page means that there may be another.
        var pages = page.Total is { } total ? (int)Math.Clamp((total + Limit - 1) / Limit, 0, 1_000_000) : page.Complete ? 1 : 2;
        return new(statuses, pages);
    }
}
