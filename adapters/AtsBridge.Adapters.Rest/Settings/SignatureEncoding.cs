namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>How the bytes of a signature are written.</summary>
public enum SignatureEncoding
{
    /// <summary>Two hexadecimal digits a byte, in either case.</summary>
    Hex,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Hexadecimal digits in lower case, and these in Base64.</summary>
    Base64OfHex,

    /// <summary>Base64 with - and _ in the place of + and /, as in addresses; the = at its end may be missing.</summary>
    Base64Url,
}
