using AtsBridge.Gather.Creating;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Finding;

/// <summary>
/// Finds a person with one request. By e-mail where one is known: that finds the candidate that our own cut-off request made
/// (it carried this e-mail) and the one that a recruiter made by hand. By external id otherwise: so the engine asks where Gather
/// says "exists" and shows nobody with that e-mail, because the person may carry our external id and another e-mail there.
/// </summary>
internal static class PersonLookup
{
    private const string Page = "?page=1&pageSize=100";

    internal static GatherCall Call(InviteRequest request) => request.Email is { Length: > 0 } email
        ? GatherCall.Get(PersonCreation.Resource, $"{Page}&search={Uri.EscapeDataString(email)}")
        : GatherCall.Get(PersonCreation.Resource, $"{Page}&externalId={Uri.EscapeDataString(request.PersonExternalId)}");

    internal static FindResult Read(GatherAnswer answer, InviteRequest request)
    {
        var page = answer.Many("candidates");
        // Both filters are checked again: a filter that Gather ignored would otherwise hand us a stranger.
        if (Ids(page, row => string.Equals(Values.Text(row["externalId"]), request.PersonExternalId, StringComparison.Ordinal)) is { Count: > 0 } ours)
        {
            return Only(ours, "external id");
        }

        if (!page.Complete)
        {
            return new FindResult.Unclear("Gather has more candidates that match than one page shows, and this person is not among those shown.");
        }

        var same = request.Email is { Length: > 0 } email
            ? Ids(page, row => string.Equals(Values.Text(row["email"])?.Trim(), email, StringComparison.OrdinalIgnoreCase))
            : [];
        if (same.Count > 0)
        {
            return Only(same, "e-mail address");
        }

        // Who came up under the e-mail and shows none, or something else in the place of what was asked for, may be this person.
        return page.Rows.Any(row => request.Email is { Length: > 0 } ? !IsText(row["email"]) : !IsText(row["externalId"]) && !IsNothing(row["externalId"]))
            ? new FindResult.Unclear("Gather lists a candidate without saying who it is. Look the candidate up at Gather.")
            : new FindResult.Nothing();
    }

    private static bool IsText(JToken? token) => token is JValue { Type: JTokenType.String };

    private static bool IsNothing(JToken? token) => token is null or { Type: JTokenType.Null };

    private static List<string> Ids(GatherList page, Func<JObject, bool> matches) =>
        [.. page.Rows.Where(matches).Select(row => Values.Id(row["id"])!).Distinct(StringComparer.Ordinal)];

    private static FindResult Only(List<string> ids, string shared) => ids.Count == 1
        ? new FindResult.Person(ids[0])
        : new FindResult.Unclear($"Gather has {ids.Count} candidates with the same {shared}. Merge or archive all but one there, then retry.");
}
