using AtsBridge.Gather.Creating;
using AtsBridge.Gather.Reading;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Finding;

/// <summary>Finds the invite of one person to one interview with one request.</summary>
internal static class InviteLookup
{
    internal static GatherCall Call(InviteRequest request, string personReference) => GatherCall.Get(
        InviteCreation.Resource,
        $"?candidateId={Uri.EscapeDataString(personReference)}&interviewId={Uri.EscapeDataString(request.InterviewId)}&page=1&limit=100");

    /// <summary>
    /// Ours first. Otherwise any that is not archived, whoever made it: the person has that invite, and a second one is what must
    /// not happen.
    /// </summary>
    internal static FindResult Read(GatherAnswer answer, InviteRequest request, string personReference)
    {
        var page = answer.Many("candidateInterviews");
        var rows = page.Rows.Where(row => Agrees(row["candidateId"], personReference) && Agrees(row["interviewId"], request.InterviewId)).ToList();
        var ours = rows.Where(row => string.Equals(Values.Text(row["externalId"]), request.Reference, StringComparison.Ordinal)).ToList();
        if ((ours.Find(row => !GatherInvite.IsArchived(row)) ?? ours.FirstOrDefault()) is { } mine)
        {
            return Found(mine, answer);
        }

        var alive = rows.Where(row => !GatherInvite.IsArchived(row)).ToList();
        if (alive.Find(row => Says(row["candidateId"], personReference) && Says(row["interviewId"], request.InterviewId)) is { } theirs)
        {
            return Found(theirs, answer);
        }

        if (!page.Complete)
        {
            return new FindResult.Unclear("Gather has more invites that match than one page shows, and this one is not among those shown.");
        }

        return alive.Count > 0
            ? new FindResult.Unclear("Gather lists an invite without saying whose it is or to which interview. Look the candidate up at Gather.")
            : new FindResult.Nothing();
    }

    /// <summary>
    /// The short form may leave it out; what it does say must fit, or Gather ignored the filter and it is a stranger's. Only another
    /// id says so: a number, an object or a text that is no id is drift, and proves nothing.
    /// </summary>
    private static bool Agrees(JToken? token, string expected) =>
        token is not JValue { Type: JTokenType.String, Value: string text } || !Values.IsId(text) || Says(token, expected);

    private static bool Says(JToken? token, string expected) => string.Equals(Values.Text(token), expected, StringComparison.OrdinalIgnoreCase);

    private static FindResult.Invite Found(JObject row, GatherAnswer answer) =>
        new(GatherInvite.Reference(row), GatherInvite.Status(row) with { At = answer.At });
}
