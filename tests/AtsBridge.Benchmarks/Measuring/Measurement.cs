namespace AtsBridge.Benchmarks.Measuring;

/// <summary>What one run of something cost, in a process of its own.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="AllocatedBytes">What it allocated in all.</param>
/// <param name="PeakBytes">The most memory that the process held at any moment of it, as the operating system counts.</param>
internal sealed record Measurement(double Seconds, long AllocatedBytes, long PeakBytes);
