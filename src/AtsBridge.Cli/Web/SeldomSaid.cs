namespace AtsBridge.Cli.Web;

/// <summary>Lets the same be said once in a while, and counts what was not said in between.</summary>
/// <param name="time">The clock.</param>
/// <param name="between">The pause between two of the same.</param>
internal sealed class SeldomSaid(TimeProvider time, TimeSpan between)
{
    /// <summary>So that nobody fills the memory with ever new things to say.</summary>
    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Again, int Unsaid)> _said = new(StringComparer.Ordinal);

    /// <summary>Whether it may be said now.</summary>
    /// <param name="what">What.</param>
    /// <param name="unsaid">How often it was not said since the last time.</param>
    internal bool Says(string what, out int unsaid)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            (var again, unsaid) = _said.GetValueOrDefault(what, (now, 0));
            if (now < again)
            {
                _said[what] = (again, unsaid + 1);
                return false;
            }

            if (_said.Count >= Most)
            {
                _said.Clear();
            }

            _said[what] = (now + between, 0);
            return true;
        }
    }
}
