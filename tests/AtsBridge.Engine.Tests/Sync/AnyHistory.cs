using System.Globalization;
using AtsBridge.Sync;
using CsCheck;
using static AtsBridge.Engine.Tests.Sync.SyncWorld;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Random sets of random small tables.</summary>
internal static class AnyHistory
{
    private static readonly string[] Ids = ["A", "B", "C", "D", "E", "F"];

    private static readonly Gen<string> Stage = AnyOf("Applied", "Interview", "Interview", "Phone", "Onsite", "Final");

    private static readonly Gen<string> Status = AnyOf("Active", "Active", "Active", "on hold", "rejected");

    /// <summary>A and B are one candidate, C and D have one address, F has none.</summary>
    private static readonly Gen<SourceRecord> AnyRow =
        from id in AnyOf(Ids)
        from stage in Stage
        from status in Status
        from phone in AnyOf<string?>(null, "1")
        select Of(id, stage, status) with { Phone = phone };

    /// <summary>Every application at most once, most of them in most sets, in any order.</summary>
    internal static readonly Gen<SourceRecord[]> Unique =
        from rows in Gen.Shuffle(Ids).SelectMany(ids => Gen.Select(Stage, Status, AnyOf<string?>(null, "1"))
            .Array[ids.Length].Select(x => ids.Zip(x, (id, y) => Of(id, y.Item1, y.Item2) with { Phone = y.Item3 }).ToArray()))
        from missing in Gen.Frequency((4, Gen.Const(0)), (3, Gen.Int[1, 2]), (1, Gen.Int[3, 6]))
        select rows[missing..];

    /// <summary>With repetitions, times of update, unreadable rows, on one to three pages.</summary>
    internal static readonly Gen<SourcePage[]> Messy =
        from rows in Unique
        from again in AnyRow.Array[0, 3]
        from places in Gen.Int[0, 5].Array[3]
        from updated in AnyOf<string?>(null, null, "2026-11-01", "2026-11-02").Array[9]
        from broken in Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 8]))
        from size in Gen.Int[2, 9]
        select Pages(rows, again, places, updated, broken, size);

    /// <summary>So many histories in every run, each run others; <c>CsCheck_Iter</c> asks for more.</summary>
    internal static int Times(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    internal static SourceRecord Of(string id, string stage, string status) => id switch
    {
        "A" or "B" => Row(id, stage, status, candidate: "P"),
        "C" or "D" => Row(id, stage, status, email: "shared@example.com"),
        "F" => Row(id, stage, status) with { Email = null },
        _ => Row(id, stage, status),
    };

    private static SourcePage[] Pages(SourceRecord[] rows, SourceRecord[] again, int[] places, string?[] updated, int broken, int size)
    {
        var all = rows.ToList();
        for (var i = 0; i < again.Length; i++)
        {
            all.Insert(Math.Min(places[i], all.Count), again[i]);
        }

        var numbered = all.Select((r, i) => r with
        {
            Position = new("any.csv", i + 2),
            UpdatedAt = updated[i],
            Email = i == broken ? "x@example.com, y@example.com" : r.Email,
        });
        var pages = numbered.Chunk(size).Select(p => Page(p)).ToArray();
        return pages.Length == 0 ? [Page()] : pages;
    }

    /// <summary>Takes away what a failed pass has not read, as an operator does who mends an export.</summary>
    internal static void Mend(SyncWorld world, SyncReport report, ref int read)
    {
        read += report.Certificates.Count(c => c.Outcome == RunOutcome.Succeeded);
        world.Source.Sets.RemoveRange(read, world.Source.Sets.Count - read);
    }
}
