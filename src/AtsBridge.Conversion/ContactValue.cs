namespace AtsBridge;

/// <summary>An e-mail address or phone number: what the source wrote, and what can be used of it.</summary>
/// <param name="Raw">As the source wrote it.</param>
/// <param name="Value">The one address, or the E.164 number; null where nothing usable was written.</param>
public readonly record struct ContactValue(string Raw, string? Value);
