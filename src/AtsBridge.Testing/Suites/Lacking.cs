namespace AtsBridge.Testing;

/// <summary>What an adapter can't do, said beforehand: its checks are skipped with this reason, and the matrix shows it.</summary>
/// <param name="Ability">What it lacks.</param>
/// <param name="Why">Why, as it should stand in the test report: <c>a table has a cell for every heading</c>.</param>
public sealed record Lacking(Ability Ability, string Why);
