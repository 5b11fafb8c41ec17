namespace AtsBridge.Sync;

/// <summary>
/// Faults of an adapter that was built against other versions than those it meets: the runtime notices them only where the missing member
/// is used, in the midst of reading. They are a source that can't be read, and no reason to leave the others unread.
/// </summary>
internal static class AdapterMisfit
{
    internal static bool Is(Exception exception) => exception is MissingMemberException or TypeLoadException or BadImageFormatException or FileLoadException or TypeInitializationException
        // Of files, only assemblies: one that holds data is the adapter's own affair.
        || (exception is FileNotFoundException { FileName: { } name } && name.Contains(", Version=", StringComparison.Ordinal));

    /// <summary>What the runtime says of it names types, members and assemblies, and nobody's data.</summary>
    internal static string Reason(ICandidateSource reader, Exception exception)
    {
        var adapter = reader.GetType();
        var assembly = adapter.Assembly.GetName();
        return $"{adapter.FullName} in {assembly.Name} {assembly.Version} does not fit what it was loaded with: {exception.Message.ReplaceLineEndings(" ").Trim()} "
            + "Rebuild it against this version of AtsBridge, and put the libraries beside it that it was built with.";
    }
}
