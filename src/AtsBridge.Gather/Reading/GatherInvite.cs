using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Reading;

/// <summary>Reads a candidate interview, in its long and its short form.</summary>
internal static class GatherInvite
{
    /// <summary>Its name where it stands one level deeper than <c>data</c>.</summary>
    internal const string Name = "candidateInterview";

    /// <summary>The status of an interview that was answered.</summary>
    internal const string CompletedWord = "new_response";

    internal static InviteReference Reference(JObject row) => new(Values.Id(row["id"])!);

    internal static InviteStatus Status(JObject row)
    {
        var word = Values.Text(row["status"])?.Trim() ?? "";
        return new InviteStatus(Progress(word), word, Values.Moment(row["expiry"]));
    }

    internal static bool IsArchived(JObject row) => Status(row).Progress == InviteProgress.Archived;

    internal static InviteProgress Progress(string word) => word.ToLowerInvariant() switch
    {
        "invite_sent" => InviteProgress.Sent,
        "partially_completed" => InviteProgress.PartiallyCompleted,
        CompletedWord => InviteProgress.Completed,
        "has_reviewed" => InviteProgress.Reviewed,
        "hired" => InviteProgress.Hired,
        "archived" => InviteProgress.Archived,
        _ => InviteProgress.Unknown,
    };
}
