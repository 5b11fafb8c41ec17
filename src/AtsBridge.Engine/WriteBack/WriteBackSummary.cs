namespace AtsBridge.WriteBack;

/// <summary>What a pass has told.</summary>
/// <param name="Told">News that were told.</param>
/// <param name="Refused">Why some were refused for good, each reason once.</param>
/// <param name="PutOff">Why some could not be told now, each reason once.</param>
public sealed record WriteBackSummary(int Told, IReadOnlyList<string> Refused, IReadOnlyList<string> PutOff);
