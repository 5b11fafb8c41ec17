using System.Text.Json;
using AtsBridge.Adapters.Records.Json.Splitting;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>An application that is being put together from more than one place.</summary>
/// <param name="Raw">Its own bytes, for the quarantine.</param>
/// <param name="Application">Its own object.</param>
/// <param name="Outer">The record that it stands in; itself where it stands in none.</param>
internal sealed record Draft(RawRecord Raw, JsonElement Application, JsonElement Outer)
{
    /// <summary>What each lookup has found; null where it found that there is none. A lookup that found nothing is not in it.</summary>
    public Dictionary<string, JsonElement?> Found { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids that the application names, by the lookups that look for them.</summary>
    public Dictionary<string, string> Named { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fingerprint of what could be read without asking for more; null where all is read at once.</summary>
    public UInt128? Fingerprint { get; set; }
}
