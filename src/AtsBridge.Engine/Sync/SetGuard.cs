namespace AtsBridge.Sync;

/// <summary>Judges a full set as a whole before anything of it counts: an export that broke looks like a mass departure.</summary>
internal static class SetGuard
{
    /// <summary>Why this set must not be believed; null where nothing speaks against it.</summary>
    /// <param name="state">What was known before.</param>
    /// <param name="tally">What was read.</param>
    /// <param name="applications">Different applications that were read.</param>
    /// <param name="options">Whether the operator accepts a shrunken source.</param>
    internal static string? Objection(SourceState state, RunTally tally, long applications, SyncOptions options)
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
                $"The source is suddenly empty: {state.Present} applications were known and none was read, so nothing was changed. {Cure}");
        }

        return (applications + tally.Quarantined) * 2 <= state.Present
            ? FormattableString.Invariant(
                $"The source has shrunk to half or less: {applications} applications were read and {state.Present} were known, so nothing was changed. {Cure}")
            : null;
    }

    private const string Cure =
        "Look at the export. If it is right, accept it once: atsbridge sync --source NAME --accept-shrunk. If it holds only what changed, set \"Contents\": \"Changes\".";
}
