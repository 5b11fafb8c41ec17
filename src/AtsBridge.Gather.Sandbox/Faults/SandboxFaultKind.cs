namespace AtsBridge.Gather.Sandbox;

/// <summary>What goes wrong with a request.</summary>
public enum SandboxFaultKind
{
    /// <summary>Answers with <see cref="SandboxFault.Status"/>; nothing is carried out.</summary>
    ErrorBefore,

    /// <summary>Carries the request out, and answers with <see cref="SandboxFault.Status"/>.</summary>
    ErrorAfter,

    /// <summary>Cuts the connection; nothing is carried out.</summary>
    CutBefore,

    /// <summary>Carries the request out, and cuts the connection.</summary>
    CutAfter,

    /// <summary>
    /// Cuts the connection (or, with <see cref="SandboxFault.Hang"/>, leaves the client waiting), and carries the request out only
    /// after <see cref="SandboxFault.Delay"/>, whether the client is still there or not.
    /// </summary>
    LateEffect,

    /// <summary>Waits for <see cref="SandboxFault.Delay"/>, then goes on as usual, whether the client is still there or not.</summary>
    Delay,

    /// <summary>Carries the request out at once, and answers only after <see cref="SandboxFault.Delay"/>.</summary>
    SlowAnswer,

    /// <summary>Carries the request out, and answers with half of the JSON, or with <see cref="SandboxFault.Html"/> a page.</summary>
    MalformedBody,

    /// <summary>429, to be tried again after <see cref="SandboxFault.Delay"/>; nothing is carried out.</summary>
    RateLimited,

    /// <summary>401; nothing is carried out.</summary>
    Unauthorized,

    /// <summary>308 to <see cref="SandboxFault.Location"/>; nothing is carried out.</summary>
    Redirect,
}
