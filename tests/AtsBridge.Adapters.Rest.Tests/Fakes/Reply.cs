using System.Text;

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>An answer of the fake.</summary>
internal sealed record Reply(int Status, byte[] Body)
{
    public string ContentType { get; init; } = "application/json";

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Whether the connection is cut in the middle of the body.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether nothing comes until the other side gives up.</summary>
    public bool Hangs { get; init; }

    public static Reply Json(string json) => new(200, Encoding.UTF8.GetBytes(json));

    public static Reply Of(int status, string json = "{}", params (string Name, string Value)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(json)) { Headers = headers.ToDictionary(h => h.Name, h => h.Value) };

    public Reply With(string name, string value) => this with { Headers = new(Headers) { [name] = value } };
}
