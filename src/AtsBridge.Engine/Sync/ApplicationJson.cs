using System.Text.Json;

namespace AtsBridge.Sync;

/// <summary>The canonical application as the store keeps it.</summary>
public static class ApplicationJson
{
    /// <summary>Writes it.</summary>
    /// <param name="application">The application.</param>
    public static string Write(Application application) => JsonSerializer.Serialize(application, ApplicationJsonContext.Default.Application);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The text.</param>
    public static Application Read(string json) =>
        JsonSerializer.Deserialize(json, ApplicationJsonContext.Default.Application)
        ?? throw new InvalidOperationException("The store holds an empty application; the file was changed by something else. Restore it from a backup.");
}
