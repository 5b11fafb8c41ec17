namespace AtsBridge.Erasure;

/// <summary>An application of somebody who can be erased.</summary>
/// <param name="Source">The source.</param>
/// <param name="Application">As it was seen last.</param>
/// <param name="Present">Whether it is still in the source.</param>
public sealed record ErasableApplication(string Source, Application Application, bool Present);
