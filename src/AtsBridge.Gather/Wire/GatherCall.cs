using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Wire;

/// <summary>One request to Gather.</summary>
/// <param name="Method">GET, POST or PATCH.</param>
/// <param name="Path">From <c>/qsi</c> on, query included; it can hold a person's e-mail, so it never goes into a message.</param>
/// <param name="Label">What messages call the request: method and resource.</param>
/// <param name="Body">
/// The body. Every POST has one: the platform's HTTP handler repeats a request without body by itself when a kept connection
/// turns out to be closed, and a repeated POST is what must not happen.
/// </param>
internal sealed record GatherCall(HttpMethod Method, string Path, string Label, JObject? Body)
{
    private const string Root = "/qsi/gather/";

    /// <summary>Whether it changes something at Gather: then an unknown outcome is not simply tried again.</summary>
    internal bool Writes => Body is not null;

    internal static GatherCall Get(string resource, string rest = "") => new(HttpMethod.Get, Root + resource + rest, "GET " + resource, null);

    internal static GatherCall Post(string resource, JObject body, string rest = "") =>
        new(HttpMethod.Post, Root + resource + rest, "POST " + resource, body);

    internal static GatherCall Patch(string resource, JObject body, string rest) =>
        new(HttpMethod.Patch, Root + resource + rest, "PATCH " + resource, body);
}
