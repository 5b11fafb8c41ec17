namespace AtsBridge.Hosting.Discovery;

/// <summary>One folder under <c>AtsBridge:Plugins</c>, whether its plugin could be loaded or not.</summary>
/// <param name="Name">The name of the folder.</param>
/// <param name="Path">The folder, absolute.</param>
/// <param name="Warnings">What makes it unsafe, and what to do: a load context is no sandbox, so whoever can write here runs code in the host.</param>
public sealed record PluginFolder(string Name, string Path, IReadOnlyList<string> Warnings);
