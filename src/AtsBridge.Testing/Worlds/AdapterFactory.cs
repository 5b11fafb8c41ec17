using System.Reflection;

namespace AtsBridge.Testing;

/// <summary>Makes an adapter as the host does: from its one public constructor, with what the host offers.</summary>
internal static class AdapterFactory
{
    /// <summary>Makes one.</summary>
    /// <param name="adapter">The adapter's class.</param>
    /// <param name="log">Takes what it logs.</param>
    /// <param name="offered">Settings, context, clock, and whatever else there is.</param>
    /// <exception cref="InvalidOperationException">The constructor asks for something that the host doesn't offer.</exception>
    internal static object Make(Type adapter, CapturedLog log, params object[] offered)
    {
        var constructor = adapter.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"{adapter.Name} has no public constructor.");
        var arguments = constructor.GetParameters().Select(p => Argument(adapter, p, log, offered)).ToArray();
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
    }

    private static object Argument(Type adapter, ParameterInfo parameter, CapturedLog log, object[] offered) =>
        Array.Find(offered, parameter.ParameterType.IsInstanceOfType)
        ?? (CapturedLog.IsLogger(parameter.ParameterType) ? log.Logger(parameter.ParameterType) : null)
        ?? throw new InvalidOperationException(
            $"The constructor of {adapter.Name} asks for {parameter.ParameterType.Name} {parameter.Name}, which the host does not offer. "
            + $"It offers {string.Join(", ", offered.Select(o => o.GetType().Name))} and loggers; override Create in the suite for anything else.");
}
