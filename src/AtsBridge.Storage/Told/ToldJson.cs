using System.Text.Json.Serialization;

namespace AtsBridge.Storage.Told;

/// <summary>The serializer's code, made at build time. What is null was not said, and an empty text was.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToldBody))]
internal sealed partial class ToldJson : JsonSerializerContext;
