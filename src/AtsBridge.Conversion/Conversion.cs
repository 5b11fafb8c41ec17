namespace AtsBridge;

/// <summary>What became of a <see cref="SourceRecord"/>: an application or a rejection, never both, never neither.</summary>
/// <param name="Application">The application, if the record could be converted.</param>
/// <param name="Rejection">Why not, if it couldn't.</param>
/// <param name="Warnings">Fields that were left out because they could not be understood. Field names and cures, no data.</param>
public sealed record Conversion(Application? Application, RejectedRecord? Rejection, IReadOnlyList<string> Warnings);
