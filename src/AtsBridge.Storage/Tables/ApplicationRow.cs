using LinqToDB.Mapping;

namespace AtsBridge.Storage.Tables;

/// <summary>The snapshot: an application as it was seen last.</summary>
[Table("application")]
internal sealed class ApplicationRow
{
    [Column("source"), PrimaryKey(0)]
    public required string Source { get; set; }

    [Column("application_key"), PrimaryKey(1)]
    public required string ApplicationKey { get; set; }

    [Column("application_id")]
    public string? ApplicationId { get; set; }

    [Column("candidate_id")]
    public string? CandidateId { get; set; }

    [Column("email_identity")]
    public string? EmailIdentity { get; set; }

    [Column("stage")]
    public string? Stage { get; set; }

    [Column("stage_id")]
    public string? StageId { get; set; }

    [Column("present")]
    public bool Present { get; set; }

    [Column("fingerprint"), NotNull]
    public required byte[] Fingerprint { get; set; }

    [Column("first_run")]
    public long FirstRun { get; set; }

    [Column("last_run")]
    public long LastRun { get; set; }

    [Column("changed_at")]
    public long ChangedAt { get; set; }

    [Column("reduced_at")]
    public long? ReducedAt { get; set; }

    [Column("body"), NotNull]
    public required string Body { get; set; }
}
