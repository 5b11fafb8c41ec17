namespace AtsBridge.Gather.Sandbox;

/// <summary>Which of two published shapes an answer has.</summary>
public enum DriftShape
{
    /// <summary>Bare resources and arrays, words.</summary>
    A,

    /// <summary>Resources and arrays under their name, numbers.</summary>
    B,

    /// <summary>A, then B, then A: each answer the other shape.</summary>
    Alternate,
}
