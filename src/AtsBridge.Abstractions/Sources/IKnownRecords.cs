namespace AtsBridge;

/// <summary>Implemented by the engine: which records are known by their fingerprint.</summary>
public interface IKnownRecords
{
    /// <summary>Whether a record with this fingerprint was the last that was read of its application.</summary>
    /// <param name="fingerprint">As the adapter gave it in <see cref="SourceRecord.Fingerprint"/>.</param>
    bool Contains(UInt128 fingerprint);
}
