namespace AtsBridge.Routing;

/// <summary>By which ways a person may be reached: what the route wants, as far as address, number and consent allow.</summary>
internal static class Contact
{
    internal static (IReadOnlyList<DeliveryChannel> Channels, SuppressReason? None, string? Detail) Ways(
        IReadOnlyList<DeliveryChannel> wanted, Application application, string? phone)
    {
        var channels = new List<DeliveryChannel>(2);
        var missing = new List<string>(2);
        var withoutConsent = false;
        foreach (var channel in wanted)
        {
            switch (channel)
            {
                case DeliveryChannel.Email when application.Email?.Value is not null:
                case DeliveryChannel.Sms when phone is not null && application.SmsOptIn:
                    channels.Add(channel);
                    break;
                case DeliveryChannel.Email:
                    missing.Add(application.Email is null ? "no e-mail address" : "the e-mail address is not one that can be used");
                    break;
                case DeliveryChannel.Sms when phone is not null:
                    withoutConsent = true;
                    missing.Add("no consent to text messages");
                    break;
                default:
                    missing.Add(application.Phone is null ? "no phone number" : "the phone number is not valid (check the source's DefaultRegion)");
                    break;
            }
        }

        var detail = missing.Count == 0 ? null : string.Join("; ", missing);
        return channels.Count > 0 ? (channels, null, detail is null ? null : $"by {string.Join(" and ", channels).ToLowerInvariant()} alone: {detail}")
            : ([], withoutConsent ? SuppressReason.NoConsent : SuppressReason.NoContact, detail);
    }
}
