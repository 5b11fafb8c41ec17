using System.ComponentModel.DataAnnotations;
using AtsBridge.Delivery;

namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class DeliverySection
{
    private static readonly DeliveryPolicy Usual = new();

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SettleTime { get; init; } = Usual.SettleTime;

    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AttemptTimeout { get; init; } = Usual.AttemptTimeout;

    [Range(1, 50)]
    public int MaxAttempts { get; init; } = Usual.MaxAttempts;

    [Range(1, 64)]
    public int Concurrency { get; init; } = Usual.Concurrency;

    internal DeliveryPolicy ToPolicy() => new()
    {
        SettleTime = SettleTime,
        AttemptTimeout = AttemptTimeout,
        MaxAttempts = MaxAttempts,
        Concurrency = Concurrency,
    };
}
