using System.Text.Json.Serialization;

namespace AtsBridge.Hosting.Health;

/// <summary>What there is to say of the bridge's state.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingKind>))]
public enum FindingKind
{
    /// <summary>The host is starting or stopping. A problem.</summary>
    NotStarted,

    /// <summary>The store can't be read. A problem.</summary>
    StoreUnreadable,

    /// <summary>The newest run of a source failed. A problem.</summary>
    SourceFailed,

    /// <summary>A source has had no good run for longer than its schedule allows. A problem.</summary>
    SourceLate,

    /// <summary>A sink does not accept our key. A problem.</summary>
    SinkStopped,

    /// <summary>Invites whose fate can't be proven. A problem.</summary>
    NeedsReview,

    /// <summary>Invites that the sink refuses. A problem.</summary>
    Rejected,

    /// <summary>Invites that a guard holds until a person releases or cancels them. A problem.</summary>
    GuardTripped,

    /// <summary>Invites that are held for a stopped sink although it goes on. A problem.</summary>
    HeldForSink,

    /// <summary>Invites are unfinished whose sink the configuration does not have. A problem.</summary>
    SinkMissing,

    /// <summary>A person has paused a sink or a route: a wish, so a note.</summary>
    Paused,

    /// <summary>A sink refuses every request for a time, and goes on by itself. A note.</summary>
    Limited,

    /// <summary>Records that could not be read. A note: they are mended in the ATS, and hardly an export is without any.</summary>
    Quarantined,

    /// <summary>Webhooks of the last day that were due and did not come. A note: asking finds what they would have told.</summary>
    WebhooksLost,

    /// <summary>News of invites that a source refused to be told. A note: no invite waits for it.</summary>
    NewsRefused,

    /// <summary>A source was never read. A note.</summary>
    NeverRead,
}
