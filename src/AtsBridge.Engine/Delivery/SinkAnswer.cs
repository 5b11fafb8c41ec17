namespace AtsBridge.Delivery;

/// <summary>What came of a request.</summary>
/// <param name="Happened">In the words of the state machine.</param>
/// <param name="Outcome">For the attempt's record.</param>
/// <param name="Detail">The sink's words; never logged.</param>
internal sealed record SinkAnswer(DeliveryEvent Happened, AttemptOutcome Outcome, string? Detail);
