using System.Collections.Frozen;
using AtsBridge.Sync;

namespace AtsBridge.Erasure;

/// <summary>Everybody who was erased, as tombstones: whether somebody is among them can be asked, and nothing else.</summary>
public sealed class ErasedPeople
{
    /// <summary>What stands in quarantine instead of the words about a record of somebody who was erased.</summary>
    public const string RedactedReason = "This record of a person who was erased could not be read. What it said is not kept.";

    private readonly TombstoneKey? _key;
    private readonly IReadOnlySet<UInt128> _tombstones;

    /// <summary>Puts them together.</summary>
    /// <param name="key">The key that the tombstones were made with; null only where there are none.</param>
    /// <param name="number">The number of the last erasure.</param>
    /// <param name="tombstones">Of all identities.</param>
    public ErasedPeople(TombstoneKey? key, long number, IReadOnlySet<UInt128> tombstones) => (_key, Number, _tombstones) = (key, number, tombstones);

    /// <summary>Nobody was ever erased.</summary>
    public static ErasedPeople Nobody { get; } = new(null, 0, FrozenSet<UInt128>.Empty);

    /// <summary>The number of the last erasure; 0: there was none.</summary>
    public long Number { get; }

    /// <summary>Whether anybody was erased.</summary>
    public bool Any => _key is not null && _tombstones.Count > 0;

    /// <summary>What is kept of the applications of the source that was asked for.</summary>
    public IReadOnlyCollection<ErasedApplication> Applications { get; init; } = [];

    /// <summary>Whether this identity is one of somebody who was erased.</summary>
    /// <param name="identity">See <see cref="PersonIdentity"/>.</param>
    public bool Contains(string identity) => Any && _tombstones.Contains(MacOf(identity));

    /// <summary>What an identity would be as a tombstone.</summary>
    /// <param name="identity">See <see cref="PersonIdentity"/>.</param>
    public UInt128 MacOf(string identity) => Key.OfIdentity(identity);

    /// <summary>Whether an application is one of somebody who was erased: by candidate id, by e-mail, or itself.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="application">The application.</param>
    public bool Contains(string source, Application application) => Any && PersonIdentity.Of(source, application).Any(Contains);

    /// <summary>Under which key an application is kept.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="key">The application's own key.</param>
    public UInt128 KeyOf(string source, string key) => MacOf(PersonIdentity.OfApplication(source, key));

    /// <summary>What may be kept of an application.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="application">The application as it is now.</param>
    /// <param name="fingerprint">Of its record.</param>
    /// <param name="present">Whether it is in the source.</param>
    public ErasedApplication Keep(string source, Application application, UInt128 fingerprint, bool present)
    {
        ArgumentNullException.ThrowIfNull(application);
        var identity = PersonIdentity.OfApplication(source, application.Key);
        return new(Key.OfIdentity(identity), Key.OfPlace(identity, application), Key.OfRecord(identity, fingerprint), present);
    }

    /// <summary>A rejected record as it may be kept: without key, words and excerpt where one of them names somebody who was erased.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="record">The record.</param>
    public RejectedRecord Redacted(string source, RejectedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Any && Names(source, record) ? record with { Reason = RedactedReason, Key = null, Excerpt = null } : record;
    }

    private TombstoneKey Key => _key ?? throw new InvalidOperationException("Nobody was erased, so there is no key to keep anything by.");

    private bool Names(string source, RejectedRecord record) =>
        (record.Key is { } key && Contains(PersonIdentity.OfApplication(source, key)))
        || PersonalWords.In(record.Key, record.Excerpt, record.Reason).Any(word => word.Contains('@', StringComparison.Ordinal)
            ? Contains(PersonIdentity.OfEmail(word))
            : Contains(PersonIdentity.OfApplication(source, word)) || Contains(PersonIdentity.OfCandidate(source, word)));
}
