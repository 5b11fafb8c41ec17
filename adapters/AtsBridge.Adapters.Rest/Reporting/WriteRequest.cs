using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>The request that tells news: a call that was chosen, with what the settings say otherwise laid over it.</summary>
internal sealed class WriteRequest
{
    private readonly IReadOnlyDictionary<string, string> _with;

    private WriteRequest(WriteCallSettings call, WriteBackSettings write)
    {
        _with = write.With;
        Method = write.Method ?? call.Method ?? WriteMethod.Post;
        Path = write.Path.Length > 0 ? write.Path : call.Path;
        Body = write.Body.Length > 0 ? write.Body : call.Body;
        Parameters = Laid(write.Parameters, call.Parameters, StringComparer.Ordinal);
        Headers = Laid(write.Headers, call.Headers, StringComparer.OrdinalIgnoreCase);
    }

    public WriteMethod Method { get; }

    public string Path { get; }

    public string Body { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Null where nothing was chosen and nothing written: that there are calls tells nobody anything.</summary>
    public static WriteRequest? Of(RestSettings settings) => settings.WriteBack switch
    {
        null => null,
        { Call: { } name } write when !string.IsNullOrWhiteSpace(name) => Find(settings, name) is { } call ? new(call, write) : null,
        var write => new(new WriteCallSettings(), write),
    };

    public static WriteCallSettings? Find(RestSettings settings, string name) =>
        settings.Calls.FirstOrDefault(c => string.Equals(c.Key, name.Trim(), StringComparison.OrdinalIgnoreCase)).Value;

    public NewsValues ValuesOf(InviteNews news) => new(news, _with);

    private static Dictionary<string, string> Laid(Dictionary<string, string> above, Dictionary<string, string> below, StringComparer names)
    {
        var laid = new Dictionary<string, string>(below, names);
        foreach (var (name, value) in above)
        {
            laid[name] = value;
        }

        return laid;
    }
}
