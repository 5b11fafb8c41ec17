using System.Net;
using AtsBridge.Gather.Reading;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Creating;

/// <summary>The second step of an invite: a candidate interview, which Gather sends at once.</summary>
internal static class InviteCreation
{
    internal const string Resource = "candidate-interviews";

    internal static GatherCall Call(InviteRequest request, string personReference)
    {
        var body = new JObject
        {
            ["candidateId"] = personReference,
            ["interviewId"] = request.InterviewId,
            ["sendInvite"] = true,
            ["deliveryTypes"] = DeliveryTypes(request.Channels),
            ["externalId"] = request.Reference,
        };
        if (request.ExpiryDays is { } days)
        {
            body["expiryDays"] = days;
        }

        body.AddUnlessAbsent("externalRedirectUri", request.ExternalRedirectUri?.OriginalString);
        body.AddUnlessAbsent("webhookUrl", request.WebhookUrl?.OriginalString);
        return GatherCall.Post(Resource, body);
    }

    internal static CreateResult Read(GatherAnswer answer)
    {
        if (answer.IsSuccess)
        {
            var row = answer.One(GatherInvite.Name);
            return new CreateResult.Created(GatherInvite.Reference(row), GatherInvite.Status(row));
        }

        var exists = answer.Status == HttpStatusCode.Conflict || (answer.Status == HttpStatusCode.BadRequest && Refusal.SaysExists(answer));
        return exists ? new CreateResult.InviteExists() : new CreateResult.Rejected(Refusal.Field(answer), Refusal.Reason(answer));
    }

    internal static JArray DeliveryTypes(IReadOnlyList<DeliveryChannel> channels) => [.. channels.Distinct().Select(Word)];

    private static string Word(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Email => "email",
        DeliveryChannel.Sms => "sms",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Gather sends by e-mail and by text message only."),
    };

    /// <summary>Gather reads a null as a value; what is not known is left out.</summary>
    internal static void AddUnlessAbsent(this JObject body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body[name] = value;
        }
    }
}
