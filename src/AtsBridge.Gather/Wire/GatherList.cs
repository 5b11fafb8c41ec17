using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Wire;

/// <summary>One page of a list, in either published shape.</summary>
/// <param name="Rows">The rows that have an id.</param>
/// <param name="Total">How many there are in all; null where Gather does not say.</param>
/// <param name="Complete">Whether the page provably holds everything that was asked for.</param>
internal sealed record GatherList(IReadOnlyList<JObject> Rows, long? Total, bool Complete)
{
    /// <summary>The smallest page that Gather uses on its own accord: fewer rows than this are all there are.</summary>
    private const int SmallestPage = 10;

    /// <summary>Null where the envelope holds no list.</summary>
    internal static GatherList? Read(JObject envelope, string name)
    {
        var data = envelope["data"];
        if (Items(data, name) is not { } items)
        {
            return null;
        }

        var rows = items.OfType<JObject>().Where(row => Values.Id(row["id"]) is not null).ToList();
        var pagination = (envelope["meta"] as JObject)?["pagination"] as JObject ?? (data as JObject)?["pagination"] as JObject;
        var total = Values.Count(pagination?["total"]);
        var whole = total is null ? items.Count < SmallestPage : total <= items.Count;
        return new GatherList(rows, total, whole && rows.Count == items.Count && Values.Count(pagination?["totalPages"]) is null or <= 1);
    }

    private static JArray? Items(JToken? data, string name)
    {
        if (data is not JObject wrapper)
        {
            return data as JArray;
        }

        if (wrapper[name] is JArray named)
        {
            return named;
        }

        var arrays = wrapper.PropertyValues().OfType<JArray>().Take(2).ToList();
        return arrays.Count == 1 ? arrays[0] : null;
    }
}
