using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage.Tables;
using AtsBridge.Transitions;

namespace AtsBridge.Storage.Sync;

/// <summary>Transitions and their decisions as rows.</summary>
internal static class TransitionRows
{
    internal static TransitionRow ToRow(StageTransition transition, long id, long runId, string source, string key, DateTimeOffset observedAt) => new()
    {
        Id = id,
        RunId = runId,
        Source = source,
        ApplicationKey = key,
        Kind = transition.Kind.ToString(),
        FromStage = transition.Before?.Stage,
        FromStageId = transition.Before?.StageId,
        FromStatus = transition.Before?.Status.ToString(),
        ToStage = transition.After.Stage,
        ToStageId = transition.After.StageId,
        ToStatus = transition.After.Status.ToString(),
        OccurredAt = StoreTime.Store(transition.OccurredAt),
        ObservedAt = StoreTime.Store(observedAt),
        Position = transition.After.Position.ToString(),
    };

    internal static DecisionRow ToRow(Decision decision, long transitionId, long? inviteId) => new()
    {
        TransitionId = transitionId,
        Verdict = decision.Verdict.ToString(),
        Route = decision.Route?.Name,
        Suppressed = decision.Suppressed?.ToString(),
        Held = decision.Held?.ToString(),
        Detail = decision.Detail,
        InviteId = inviteId,
    };

    internal static DecidedTransition ToDecided(TransitionRow row, DecisionRow decision) => new()
    {
        RunId = row.RunId,
        Kind = Words.Read<TransitionKind>(row.Kind),
        FromStage = row.FromStage,
        FromStatus = Words.ReadOptional<ApplicationStatus>(row.FromStatus),
        ToStage = row.ToStage,
        ToStatus = Words.Read<ApplicationStatus>(row.ToStatus),
        OccurredAt = StoreTime.Read(row.OccurredAt),
        ObservedAt = StoreTime.Read(row.ObservedAt),
        Position = row.Position,
        Verdict = Words.Read<Verdict>(decision.Verdict),
        Route = decision.Route,
        Suppressed = Words.ReadOptional<SuppressReason>(decision.Suppressed),
        Held = Words.ReadOptional<HoldReason>(decision.Held),
        Detail = decision.Detail,
        InviteId = decision.InviteId,
    };
}
