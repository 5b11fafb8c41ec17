using System.Reflection;
using Xunit.Sdk;

namespace AtsBridge.Testing;

/// <summary>The checks of a suite by name, and a way to run one of them by itself.</summary>
public static class SuiteChecks
{
    /// <summary>The checks that a suite has, those of its bases included.</summary>
    /// <param name="suite">A suite's class.</param>
    public static IReadOnlyList<MethodInfo> Of(Type suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return [.. suite.GetMethods().Where(m => m.IsDefined(typeof(CheckAttribute))).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>Runs one check.</summary>
    /// <param name="suite">The suite, new for every check.</param>
    /// <param name="check">The check's name.</param>
    /// <returns>Whether it passed, was skipped, or failed.</returns>
    /// <exception cref="ArgumentException">The suite has no such check.</exception>
    public static async Task<CheckOutcome> RunAsync(ConformanceSuite suite, string check)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var method = Of(suite.GetType()).SingleOrDefault(m => string.Equals(m.Name, check, StringComparison.Ordinal))
            ?? throw new ArgumentException($"{suite.GetType().Name} has no check {check}.", nameof(check));
        try
        {
            await (Task)method.Invoke(suite, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null)!;
            return new CheckOutcome(check, CheckResult.Passed, Why: null, Fault: null);
        }
        catch (SkipException skipped)
        {
            return new CheckOutcome(check, CheckResult.Skipped, skipped.Message.Replace("$XunitDynamicSkip$", "", StringComparison.Ordinal), Fault: null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new CheckOutcome(check, CheckResult.Failed, fault.Message, fault);
        }
    }
}
