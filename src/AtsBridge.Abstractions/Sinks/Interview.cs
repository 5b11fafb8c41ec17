namespace AtsBridge;

/// <summary>An interview as the platform knows it.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Title">What consultants call it.</param>
/// <param name="CanBeSent">Whether invites to it are possible now.</param>
/// <param name="State">The platform's own word for its state.</param>
public sealed record Interview(string Id, string Title, bool CanBeSent, string State);
