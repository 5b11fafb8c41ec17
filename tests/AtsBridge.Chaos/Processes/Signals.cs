using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AtsBridge.Chaos.Processes;

/// <summary>The signals of POSIX, sent at once: a <c>kill</c> program would take longer to start than what is to be hit.</summary>
internal static class Signals
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Ends it without a word to it.</summary>
    internal static void SendKill(this Process process) => Send(process, Kill);

    /// <summary>Asks it to end.</summary>
    internal static void SendTerminate(this Process process) => Send(process, Terminate);

    /// <summary>Lets it go on.</summary>
    internal static void SendContinue(this Process process) => Send(process, Continue);

    /// <summary>Holds it where it stands; its connections stay open and its clock goes on.</summary>
    internal static void SendStop(this Process process) => Send(process, Stop);

    private static void Send(Process process, int signal)
    {
        if (!process.HasExited)
        {
            // A process that ended in between is not there any more: nothing to tell, and its exit says it.
            _ = SendSignal(process.Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
