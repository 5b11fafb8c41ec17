namespace AtsBridge.Simulation.Worlds;

/// <summary>Whom an invite of the ledger is really for, and what was done to it by hand.</summary>
/// <param name="id">The invite's number in the ledger.</param>
/// <param name="human">The person, whatever the names they go by.</param>
/// <param name="interview">The interview.</param>
internal sealed class Subject(long id, int human, string interview)
{
    internal long Id { get; } = id;

    internal int Human { get; } = human;

    internal string Interview { get; } = interview;

    /// <summary>Somebody asked for it to be cancelled.</summary>
    internal bool CancelAsked { get; set; }

    /// <summary>Times that somebody asked for it to be sent again.</summary>
    internal int ResendsAsked { get; set; }

    /// <summary>Of these, times that an operator insisted, whatever the person was sent that day.</summary>
    internal int Insisted { get; set; }
}
