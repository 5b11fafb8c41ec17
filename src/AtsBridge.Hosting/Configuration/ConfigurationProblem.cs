namespace AtsBridge.Hosting.Configuration;

/// <summary>One thing that is wrong in a configuration, for the person who wrote it.</summary>
/// <param name="Severity">Whether anything starts with it.</param>
/// <param name="Path">Where, such as <c>AtsBridge:Routes:0:Invite:InterviewId</c>; the file where it is about the whole of it.</param>
/// <param name="Value">What stands there; null where nothing does, and always for keys, secrets and passwords.</param>
/// <param name="Message">What is wrong, what is allowed and what to do. Never holds a secret.</param>
public sealed record ConfigurationProblem(ProblemSeverity Severity, string Path, string? Value, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Severity} at {Path}: {Message}";
}
