using System.Collections.Concurrent;

namespace AtsBridge.Gather.Sandbox.Api;

/// <summary>The keys that are valid now; several at a time, so that one can be rotated without downtime.</summary>
internal sealed class ApiKeys
{
    private readonly IReadOnlyList<string> _initial;
    private readonly ConcurrentDictionary<string, bool> _valid = new(StringComparer.Ordinal);

    public ApiKeys(IReadOnlyList<string> initial)
    {
        _initial = initial;
        Reset();
    }

    public void Add(string key) => _valid[key] = true;

    public bool Revoke(string key) => _valid.TryRemove(key, out _);

    public bool IsValid(string key) => _valid.ContainsKey(key);

    public void Reset()
    {
        _valid.Clear();
        foreach (var key in _initial)
        {
            Add(key);
        }
    }
}
