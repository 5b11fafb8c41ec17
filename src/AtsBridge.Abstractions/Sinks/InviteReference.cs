namespace AtsBridge;

/// <summary>An invite as the platform knows it.</summary>
/// <param name="Id">The platform's id.</param>
public sealed record InviteReference(string Id);
