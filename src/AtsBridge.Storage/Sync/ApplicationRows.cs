using AtsBridge.Storage.Tables;
using AtsBridge.Sync;

namespace AtsBridge.Storage.Sync;

/// <summary>Applications as rows of the snapshot: the whole of it as JSON, and beside it what is asked by.</summary>
internal static class ApplicationRows
{
    internal static ApplicationRow ToRow(StagedChange change, string source, long runId, DateTimeOffset at)
    {
        var application = change.After;
        return new()
        {
            Source = source,
            ApplicationKey = application.Key,
            ApplicationId = application.ApplicationId,
            CandidateId = application.CandidateId,
            // An address that can't be used is still what people ask by.
            EmailIdentity = application.Email is { } email ? PersonIdentity.OfEmail(email.Value ?? email.Raw) : null,
            Stage = application.Stage,
            StageId = application.StageId,
            Present = change.Kind != ChangeKind.Vanished,
            Fingerprint = Fingerprints.Write(change.Fingerprint),
            FirstRun = runId,
            LastRun = runId,
            ChangedAt = StoreTime.Store(at),
            Body = ApplicationJson.Write(application),
        };
    }
}
