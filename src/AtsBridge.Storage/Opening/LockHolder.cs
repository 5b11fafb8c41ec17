using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Opening;

/// <summary>Who holds a host lock.</summary>
/// <param name="Machine">The computer.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="ProcessStarted">When that process began: ids are used again.</param>
/// <param name="Command">The program and its verb. Not the whole command line, which may hold a key.</param>
/// <param name="Since">When the lock was taken.</param>
internal sealed record LockHolder(string Machine, int ProcessId, DateTimeOffset ProcessStarted, string Command, DateTimeOffset Since)
{
    internal static LockHolder Current(TimeProvider time)
    {
        using var me = Process.GetCurrentProcess();
        var line = Environment.GetCommandLineArgs();
        var verb = line.Skip(1).TakeWhile(a => !a.StartsWith('-') && !a.Contains('=', StringComparison.Ordinal)).Take(2);
        var command = string.Join(' ', verb.Prepend(Path.GetFileNameWithoutExtension(line[0])));
        return new(Environment.MachineName, me.Id, new DateTimeOffset(me.StartTime.ToUniversalTime()), command, time.GetUtcNow());
    }

    /// <summary>Who it is; null where nobody has said, or where what is written is of a process that is gone.</summary>
    internal static LockHolder? Read(string path)
    {
        try
        {
            var holder = JsonSerializer.Deserialize(File.ReadAllText(path), StoreJsonContext.Default.LockHolder);
            return holder is not null && holder.MayLive() ? holder : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string path)
    {
        // In one step: a reader must not meet half of it.
        var draft = path + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(this, StoreJsonContext.Default.LockHolder));
        File.Move(draft, path, overwrite: true);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"process {ProcessId} ({Command}) on {Machine}, since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private bool MayLive()
    {
        if (!string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - ProcessStarted.UtcDateTime).Duration() < TimeSpan.FromSeconds(5);
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }
}
