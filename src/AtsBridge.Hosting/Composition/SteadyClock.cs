namespace AtsBridge.Hosting.Composition;

/// <summary>What the steady clock of this machine counts from.</summary>
internal static class SteadyClock
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>
    /// Linux gives every start of a machine a name of its own, also for containers. Elsewhere the machine's name must do: a restart
    /// is then noticed by the clock that begins again.
    /// </summary>
    internal static string Origin { get; } = Read();

    private static string Read()
    {
        try
        {
            return File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : Environment.MachineName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }
}
