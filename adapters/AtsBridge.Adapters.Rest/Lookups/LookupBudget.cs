using System.Globalization;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>
/// How many requests a read may still make for lookups by ids and by records. To go on without them would deliver people without what
/// they name, and whoever got a stage later on would count as just having reached it.
/// </summary>
internal sealed class LookupBudget(int most)
{
    private int _taken;

    /// <exception cref="SourceException">All have been made.</exception>
    public void Take(string lookup)
    {
        if (++_taken > most)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"More than {most:N0} requests would be needed for what records name (the lookup '{lookup}'). Raise Limits:MaxLookups if that many may be made in one read."));
        }
    }
}
