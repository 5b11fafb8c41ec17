namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>In which order things can be asked for of which some need what others have given.</summary>
internal static class NeedOrder
{
    /// <param name="names">Their names, without regard to case.</param>
    /// <param name="needsOf">What each needs; what is none of the names is there already.</param>
    /// <returns>The names; null where two need each other.</returns>
    public static IReadOnlyList<string>? Of(IReadOnlyCollection<string> names, Func<string, IEnumerable<string>> needsOf)
    {
        var order = new List<string>();
        while (order.Count < names.Count)
        {
            var next = names.Where(n => !order.Contains(n, StringComparer.OrdinalIgnoreCase)
                && needsOf(n).All(need => !names.Contains(need, StringComparer.OrdinalIgnoreCase) || order.Contains(need, StringComparer.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
            if (next.Count == 0)
            {
                return null;
            }

            order.AddRange(next);
        }

        return order;
    }
}
