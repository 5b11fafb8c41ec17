using System.Text;
using AtsBridge.Gather.Reading;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Webhooks;

/// <summary>Reads what a webhook says. It is proven to be Gather's, but not to be what Gather has published.</summary>
internal static class WebhookBody
{
    private const string Completed = "candidate_interview.completed";
    private const string StatusChanged = "candidate_interview.status_changed";
    private const int LongestName = 64;

    /// <summary>What it says, or what it is that is passed over.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="latest">A report from later than this is from a clock that nobody can go by.</param>
    internal static WebhookResult Read(ReadOnlyMemory<byte> body, DateTimeOffset latest)
    {
        using var bytes = new MemoryStream(body.ToArray());
        // The signature has proven every byte: an accent in another encoding, in a field that nobody reads, must not lose the status.
        if (AnswerBody.Parse(bytes, Encoding.UTF8).Json is not { } json)
        {
            return new WebhookResult.Ignored("a body that is no JSON object");
        }

        var name = Values.Text(json["event"]);
        if (name is not (Completed or StatusChanged))
        {
            return new WebhookResult.Ignored(Shown(name));
        }

        var row = (json["data"] as JObject)?[GatherInvite.Name] as JObject ?? json["data"] as JObject;
        if ((Values.Id(row?["candidateInterviewId"]) ?? Values.Id(row?["id"])) is not { } id)
        {
            return new WebhookResult.Ignored($"{name} without a candidateInterviewId");
        }

        // The event's name says it too.
        var word = Values.Text(row!["status"])?.Trim() ?? (name == Completed ? GatherInvite.CompletedWord : "");
        var progress = GatherInvite.Progress(word);
        if (progress == InviteProgress.Unknown)
        {
            return new WebhookResult.Ignored($"{name} with a status that this version does not know; asking will show it");
        }

        // Without a moment it can't be put in order with others, and believed blindly it could move an invite back.
        var at = Values.Moment(json["timestamp"]) ?? (name == Completed ? Values.Moment(row["takenAt"]) : null);
        return at is not { } moment ? new WebhookResult.Ignored($"{name} without a timestamp")
            : moment > latest ? new WebhookResult.Ignored($"{name} with a timestamp that is still to come")
            : new WebhookResult.Statuses([new(name, new InviteReference(id), progress, word, moment)]);
    }

    /// <summary>An event's name is shown where it looks like one.</summary>
    private static string Shown(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? name : "an event without a readable name";
}
