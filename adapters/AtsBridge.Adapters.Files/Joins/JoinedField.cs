using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Files.Joins;

/// <summary>A field that comes from a joined file.</summary>
/// <param name="Field">The field, its source as the settings have it.</param>
/// <param name="Join">The join's name.</param>
/// <param name="Place">Where it is in the joined file.</param>
internal sealed record JoinedField(NamedField Field, string Join, string Place);
