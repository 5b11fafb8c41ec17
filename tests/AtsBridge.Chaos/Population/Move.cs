namespace AtsBridge.Chaos.Population;

/// <summary>What one export says anew of one application.</summary>
/// <param name="Round">The round whose export says it; 0 is the first.</param>
/// <param name="Source">The source.</param>
/// <param name="Application">The application's key in it.</param>
/// <param name="Person">Whose.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Status">In the source's words.</param>
internal sealed record Move(int Round, string Source, string Application, int Person, string Stage, string Status = "Active");
