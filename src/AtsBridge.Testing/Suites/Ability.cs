namespace AtsBridge.Testing;

/// <summary>What one adapter can do and another can't: the columns of the capability matrix.</summary>
public enum Ability
{
    /// <summary>Every adapter does it.</summary>
    None,

    /// <summary>A source says what it found (<see cref="IConnectionCheck"/>), a sink that its key is accepted.</summary>
    Connection,

    /// <summary>A source tells a set that is the last one once more (<see cref="IRepeatCheck"/>).</summary>
    Repeat,

    /// <summary>A source makes its own fingerprints.</summary>
    Fingerprints,

    /// <summary>A source passes over records that are known.</summary>
    Known,

    /// <summary>A source tells a field that a record does not carry from one that is empty.</summary>
    MissingFields,

    /// <summary>A source has a null beside the empty text.</summary>
    Nulls,

    /// <summary>A source reads page by page.</summary>
    Paging,

    /// <summary>A source asks for what changed instead of for everything.</summary>
    Changes,

    /// <summary>A source loses nothing when pages shift while it reads.</summary>
    ShiftingPages,

    /// <summary>A source reads one application by its id (<see cref="IApplicationReader"/>).</summary>
    SingleReads,

    /// <summary>A source tells the ATS what became of an invite (<see cref="IInviteReporter"/>).</summary>
    Reporting,

    /// <summary>A source proves itself with a key.</summary>
    Key,

    /// <summary>A source asks a busy API once, and leaves waiting to the schedule.</summary>
    AskingOnce,

    /// <summary>A file is read compressed as well.</summary>
    Gzip,

    /// <summary>A file is read out of a zip as well.</summary>
    Zip,

    /// <summary>A file of text is read with a byte order mark, with other line ends, in UTF-16.</summary>
    TextEncodings,

    /// <summary>A record whose bytes are damaged leaves its neighbours whole.</summary>
    DamagedBytes,

    /// <summary>A sink finds what an ambiguous answer left behind (<see cref="IInviteFinder"/>).</summary>
    Finder,

    /// <summary>A sink tells where many invites stand with one request (<see cref="IInviteListing"/>).</summary>
    Listing,

    /// <summary>A sink takes an invite back (<see cref="IInviteWithdrawal"/>).</summary>
    Withdrawal,

    /// <summary>A sink knows its interviews (<see cref="IInterviewCatalog"/>).</summary>
    Catalog,

    /// <summary>A sink names the platform's limits (<see cref="IRateLimited"/>).</summary>
    Limits,

    /// <summary>Webhooks are verified and translated (<see cref="IWebhookReceiver"/>).</summary>
    Webhooks,
}
