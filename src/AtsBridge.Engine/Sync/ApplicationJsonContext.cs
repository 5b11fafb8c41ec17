using System.Text.Json.Serialization;

namespace AtsBridge.Sync;

/// <summary>The serializer's code, made at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Application))]
internal sealed partial class ApplicationJsonContext : JsonSerializerContext;
