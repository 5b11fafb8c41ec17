using AtsBridge.Delivery;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Worlds;

/// <summary>What one process works with.</summary>
/// <param name="Store">The store as it reaches it.</param>
/// <param name="Deliveries">The same, as delivery sees it.</param>
/// <param name="Sink">The sink as it reaches it.</param>
/// <param name="Time">The machine's clocks.</param>
/// <param name="DeliveryTime">The same, as delivery reads them.</param>
internal sealed record Equipment(NodeStore Store, IDeliveryStore Deliveries, ConfiguredSink Sink, TimeProvider Time, TimeProvider DeliveryTime);
