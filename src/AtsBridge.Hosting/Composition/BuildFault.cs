using System.Reflection;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Hosting.Discovery.Plugins;

namespace AtsBridge.Hosting.Composition;

/// <summary>Why an adapter could not be made, for whoever configured it.</summary>
internal static class BuildFault
{
    /// <summary>What is wrong and what to do.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="made">What was to be made: its class, or that of its settings.</param>
    /// <param name="thrown">What came instead.</param>
    internal static string Of(FoundAdapter adapter, Type made, Exception thrown)
    {
        var plugin = adapter.PluginFolder is null ? "" : $" of the plugin {adapter.PluginFolder}";
        return $"{made.FullName} in {adapter.AssemblyName} {adapter.Version}{plugin} can't be made: {Reason(adapter, Innermost(thrown))}";
    }

    private static string Reason(FoundAdapter adapter, Exception cause) => cause switch
    {
        SourceException or SinkException => AdapterAssemblies.OneLine(cause),
        FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or MissingMemberException =>
            $"{AdapterAssemblies.OneLine(cause)} Put what is missing beside it, or rebuild it against this version.{BuiltAgainst.OtherContracts(adapter.Type.Assembly)}",
        // Its message names types and nothing else.
        InvalidOperationException { Source: { } source } when source.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal) =>
            $"{AdapterAssemblies.OneLine(cause)} A constructor may take the adapter's settings, AdapterContext, HttpClient, TimeProvider and ILogger<T>.",
        // An author's message may quote a setting, and so a key.
        _ => $"it threw {cause.GetType().Name}. Tell the adapter's author.{BuiltAgainst.OtherContracts(adapter.Type.Assembly)}",
    };

    private static Exception Innermost(Exception thrown) =>
        thrown is TargetInvocationException or TypeInitializationException && thrown.InnerException is { } inner ? Innermost(inner) : thrown;
}
