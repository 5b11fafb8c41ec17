using System.Net;
using AtsBridge.Gather.Wire;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Creating;

/// <summary>The first step of an invite: the person becomes a candidate at Gather.</summary>
internal static class PersonCreation
{
    internal const string Resource = "candidates";

    internal static GatherCall Call(InviteRequest request)
    {
        var body = new JObject
        {
            ["firstName"] = request.FirstName,
            ["lastName"] = request.LastName,
            ["externalId"] = request.PersonExternalId,
            ["smsOptIn"] = request.SmsOptIn,
        };
        body.AddUnlessAbsent("email", request.Email);
        body.AddUnlessAbsent("phone", request.Phone);
        body.AddUnlessAbsent("timezone", request.TimeZone);
        return GatherCall.Post(Resource, body);
    }

    internal static CreateResult Read(GatherAnswer answer)
    {
        if (answer.IsSuccess)
        {
            return new CreateResult.PersonReady(Values.Id(answer.One("candidate")["id"])!);
        }

        var exists = answer.Status == HttpStatusCode.Conflict
            || (answer.Status == HttpStatusCode.BadRequest && Refusal.SaysPersonExists(answer));
        return exists ? new CreateResult.PersonExists() : new CreateResult.Rejected(Refusal.Field(answer), Refusal.Reason(answer));
    }
}
