using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>
/// Another file of the same delivery whose rows belong to the records: candidates beside applications, stages beside their ids. A
/// place in <c>Fields</c> that begins with the join's name and a dot is looked up there: <c>candidate.first_name</c>.
/// </summary>
public sealed record JoinSettings
{
    /// <summary>
    /// The file, such as <c>candidate.csv</c>: beside the one that <see cref="FileSourceSettings.Path"/> stands for, in its folder, on its
    /// server or in its archive. In the same format. Absent: other rows of the same file, told apart by <see cref="Where"/>.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Where a record names the row that it means: a place of its own, or of another join, such as <c>placement.job_id</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string On { get; init; } = "";

    /// <summary>Where that stands in the joined file, such as <c>id</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Key { get; init; } = "";

    /// <summary>What a row must say to count, such as <c>{ "type": "personal" }</c>; without regard to case and surrounding space.</summary>
    public Dictionary<string, string> Where { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Which row counts where several have the key. Default: only one may, and a record with several is quarantined.</summary>
    public JoinTake Take { get; init; } = JoinTake.Only;

    /// <summary>What becomes of a record whose row is not there. Default: quarantine, because it may be that the file is cut off.</summary>
    public JoinMissing Missing { get; init; } = JoinMissing.Quarantine;
}
