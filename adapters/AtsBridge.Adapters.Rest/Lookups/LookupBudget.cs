namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>How many requests a read may still make for lookups by ids and by records.</summary>
internal sealed class LookupBudget(int requests)
{
    private int _left = requests;

    /// <summary>Whether a request was wanted and not made any more.</summary>
    public bool WasShort { get; private set; }

    public bool TryTake()
    {
        if (_left == 0)
        {
            WasShort = true;
            return false;
        }

        _left--;
        return true;
    }
}
