using System.Runtime.InteropServices;

namespace AtsBridge.Adapters.First;

/// <summary>Asks a native library that lies beside the plugin, which the tests put there.</summary>
[Adapter("native")]
public sealed partial class NativeSource : ICandidateSource
{
    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        throw new SourceException(SourceFault.Unreadable, $"native {Version()}");

    [LibraryImport("plugin_native", EntryPoint = "sqlite3_libversion_number")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int Version();
}
