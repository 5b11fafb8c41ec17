using AtsBridge.Erasure;
using AtsBridge.Storage.Sync;
using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Erasure;

/// <summary>What is kept of erased people's applications as rows.</summary>
internal static class ErasedApplicationRows
{
    internal static ErasedApplicationRow ToRow(this ErasedApplication kept, string source) => new()
    {
        Source = source,
        KeyMac = Fingerprints.Write(kept.Key),
        PlaceMac = Fingerprints.Write(kept.Place),
        RecordMac = Fingerprints.Write(kept.Record),
        Present = kept.Present,
    };
}
