namespace AtsBridge.Gather.Sandbox;

/// <summary>What goes wrong with a webhook.</summary>
public enum SandboxWebhookFaultKind
{
    /// <summary>It arrives twice.</summary>
    Duplicate,

    /// <summary>It never arrives, and nobody tries again.</summary>
    Lose,

    /// <summary>It is sent only after <see cref="SandboxWebhookFault.Delay"/>: later ones overtake it.</summary>
    Delay,
}
