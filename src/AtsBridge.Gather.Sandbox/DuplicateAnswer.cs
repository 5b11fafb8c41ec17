namespace AtsBridge.Gather.Sandbox;

/// <summary>What the sandbox answers to something that exists already; the real answer isn't published.</summary>
public enum DuplicateAnswer
{
    /// <summary>409.</summary>
    Conflict,

    /// <summary>400 <c>VALIDATION_ERROR</c> with a reason that says "already exists".</summary>
    ValidationError,

    /// <summary>It is created a second time.</summary>
    Allow,
}
