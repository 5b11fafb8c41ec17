namespace AtsBridge.Sync;

/// <summary>Judges a full set as a whole before anything of it counts: an export that broke looks like a mass departure.</summary>
internal static class SetGuard
{
    /// <summary>Why this set must not be believed; null where nothing speaks against it.</summary>
    /// <param name="state">What was known before.</param>
    /// <param name="tally">What was read.</param>
    /// <param name="applications">Different applications that were read.</param>
    /// <param name="options">Whether the operator accepts a shrunken source.</param>
    /// <param name="source">The source.</param>
    internal static string? Objection(SourceState state, RunTally tally, long applications, SyncOptions options, ConfiguredSource source)
    {
        if (tally.Read > 0 && tally.Quarantined == tally.Read)
        {
            return FormattableString.Invariant(
                $"None of the {tally.Read} records could be read, so nothing was changed. The quarantine says why: atsbridge quarantine list.");
        }

        if (options.AcceptShrunk || state.Present == 0)
        {
            return null;
        }

        if (tally.Read == 0)
        {
            return FormattableString.Invariant(
                $"The source is suddenly empty: {state.Present} applications were known and none was read, so nothing was changed. {Cure(source)}");
        }

        return (applications + tally.Quarantined) * 2 <= state.Present
            ? FormattableString.Invariant(
                $"The source has shrunk to half or less: {applications} applications were read and {state.Present} were known, so nothing was changed. {Cure(source)}")
            : null;
    }

    /// <summary>The command that believes the next set whatever it lacks.</summary>
    internal static string Accept(ConfiguredSource source) =>
        $"atsbridge sync --source {(source.Name.Contains(' ', StringComparison.Ordinal) ? $"\"{source.Name}\"" : source.Name)} --accept-shrunk";

    private static string Cure(ConfiguredSource source) =>
        $"Look at the export. If it is right, accept it once: {Accept(source)}. If it holds only what changed, set \"Contents\": \"Changes\".";
}
