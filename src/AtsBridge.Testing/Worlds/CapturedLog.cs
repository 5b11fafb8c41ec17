using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AtsBridge.Testing;

/// <summary>Everything that an adapter logs, as text.</summary>
internal sealed class CapturedLog
{
    private const string Logging = "Microsoft.Extensions.Logging";

    private readonly ConcurrentQueue<string> _lines = new();

    internal IReadOnlyList<string> Lines => [.. _lines];

    internal static bool IsLogger(Type type) => type.IsInterface && type.Namespace == Logging && type.Name.StartsWith("ILogger", StringComparison.Ordinal);

    /// <summary>A logger, or a factory of loggers, made without a reference to the library: an adapter without logs needs none.</summary>
    internal object Logger(Type type)
    {
        var proxy = DispatchProxy.Create(type, typeof(LoggerProxy));
        ((LoggerProxy)proxy).Log = this;
        return proxy;
    }

    /// <summary>Answers for a logger.</summary>
    [SuppressMessage("Design", "MA0053:Make class or record sealed", Justification = "A proxy's class is derived from it.")]
    internal class LoggerProxy : DispatchProxy
    {
        internal CapturedLog? Log { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var returns = targetMethod!.ReturnType;
            if (IsLogger(returns))
            {
                return Log!.Logger(returns);
            }

            if (targetMethod.Name == "Log" && args is [_, _, var state, var fault, Delegate formatter])
            {
                Log!._lines.Enqueue($"{formatter.DynamicInvoke(state, fault)} {fault}");
            }

            return returns == typeof(bool) ? true : returns.IsValueType && returns != typeof(void) ? Activator.CreateInstance(returns) : null;
        }
    }
}
