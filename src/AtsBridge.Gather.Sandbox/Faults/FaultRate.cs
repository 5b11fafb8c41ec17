namespace AtsBridge.Gather.Sandbox;

/// <summary>A random fault.</summary>
/// <param name="Probability">How likely it strikes a request that it matches, from 0 to 1.</param>
/// <param name="Fault">What goes wrong; <see cref="SandboxFault.Count"/> and <see cref="SandboxFault.After"/> mean nothing here.</param>
public sealed record FaultRate(double Probability, SandboxFault Fault);
