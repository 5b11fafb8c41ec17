namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>Addresses to which keys and people's data may travel: encrypted, or on this machine.</summary>
internal static class SafeAddress
{
    public static bool Is(Uri address) => address.IsAbsoluteUri && string.IsNullOrEmpty(address.UserInfo)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
