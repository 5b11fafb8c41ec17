namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>The hash of an HMAC.</summary>
public enum SignatureAlgorithm
{
    /// <summary>HMAC-SHA256.</summary>
    Sha256,

    /// <summary>HMAC-SHA512.</summary>
    Sha512,
}
