using System.Text.Json.Serialization;
using AtsBridge.Storage.Opening;

namespace AtsBridge.Storage.Tables;

/// <summary>The serializer's code for what is kept as JSON, made at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(LockHolder))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
