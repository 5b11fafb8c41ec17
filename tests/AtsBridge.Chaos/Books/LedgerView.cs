using System.Text.Json.Nodes;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Processes;

namespace AtsBridge.Chaos.Books;

/// <summary>The ledger, as <c>atsbridge invites list</c> tells it.</summary>
/// <param name="Invites">Its rows.</param>
internal sealed record LedgerView(IReadOnlyList<LedgerView.Row> Invites)
{
    /// <summary>One invite.</summary>
    internal sealed record Row(long Id, string State, string? Reason, string Application, string Interview)
    {
        /// <summary>Whose, and to what.</summary>
        internal (int Person, string Interview) Key => (People.PersonOf(":" + Application), Interview);

        /// <summary>Whether the ledger says that the sink has it.</summary>
        internal bool IsWithSink => State is "Sent" or "PartiallyCompleted" or "Completed" or "Reviewed" or "Hired" or "Archived" or "Expired";

        /// <summary>Whether something will still happen to it by itself.</summary>
        internal bool IsUnderWay => State is "Held" or "Due" or "Waiting" or "Sending" or "Ambiguous";
    }

    /// <summary>How many stand where.</summary>
    internal string Counts => string.Join(", ", Invites.GroupBy(i => i.State, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));

    /// <summary>Asks the command line.</summary>
    internal static async Task<LedgerView> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var (exit, output, error) = await BridgeProgram.RunAsync(folder, cancellationToken, "invites", "list", "--limit", "10000000", "--output", "json");
        if (exit != 0)
        {
            throw new InvalidOperationException($"atsbridge invites list ended with {exit}: {error}{output}");
        }

        return new([.. JsonNode.Parse(output)!["invites"]!.AsArray().Select(i => new Row(
            (long)i!["id"]!, (string)i["state"]!, (string?)i["reason"], (string)i["application"]!, (string)i["interview"]!))]);
    }

    /// <summary>Where ledger, books and exports say different things.</summary>
    /// <returns>One sentence each.</returns>
    internal IEnumerable<string> Against(SinkBooks books, People people)
    {
        foreach (var row in Invites.Where(i => i.IsUnderWay))
        {
            yield return $"invite {row.Id} of {row.Application} still stands as {row.State} ({row.Reason})";
        }

        foreach (var row in Invites.Where(i => i.State is "Rejected" or "NeedsReview"))
        {
            yield return $"invite {row.Id} of {row.Application} ended as {row.State} ({row.Reason ?? "without a reason"})";
        }

        foreach (var group in Invites.GroupBy(i => i.Key))
        {
            var sent = group.Count(i => i.IsWithSink);
            if (sent > 1)
            {
                yield return $"the ledger has {sent} sent invites of person {group.Key.Person} to {group.Key.Interview}";
            }

            if (sent == 1 != books.Has(group.Key))
            {
                yield return $"the ledger says {string.Join(", ", group.Select(i => i.State))} of person {group.Key.Person} to {group.Key.Interview}, the sink {(books.Has(group.Key) ? "has" : "has not")} that invite";
            }
        }

        var known = Invites.Select(i => i.Key).ToHashSet();
        foreach (var (key, _) in people.Duties.Where(d => d.Value == Duty.Once && !known.Contains(d.Key)))
        {
            yield return $"the ledger knows no invite of person {key.Person} to {key.Interview}";
        }

        foreach (var key in known.Where(k => !people.Duties.ContainsKey(k)))
        {
            yield return $"the ledger has an invite of person {key.Person} to {key.Interview}, who must not have one";
        }
    }
}
