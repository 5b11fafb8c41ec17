namespace AtsBridge.Gather.Tests;

internal static class Requests
{
    internal const string InterviewId = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";
    internal const string PersonId = "11111111-2222-3333-4444-555555555555";
    internal const string InviteId = "99999999-8888-7777-6666-555555555555";

    internal static readonly InviteRequest Person = new()
    {
        Reference = "acme:A-1:engineering",
        PersonExternalId = "acme:C-1",
        InterviewId = InterviewId,
        FirstName = "Ada",
        LastName = "Lovelace",
        Email = "ada+jobs@example.org",
        Phone = "+15551234567",
        SmsOptIn = true,
        TimeZone = "Europe/London",
        Channels = [DeliveryChannel.Email, DeliveryChannel.Sms],
        ExpiryDays = 7,
        ExternalRedirectUri = new Uri("https://example.org/thanks"),
        WebhookUrl = new Uri("https://example.org/hook"),
    };

    internal static readonly InviteRequest Invite = Person with { PersonReference = PersonId };
}
