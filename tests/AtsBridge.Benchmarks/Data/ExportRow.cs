namespace AtsBridge.Benchmarks.Data;

/// <summary>One row of the made-up export: twelve columns, as wide as real ones. Drawn by its number alone, so that nothing is kept.</summary>
internal readonly struct ExportRow(int number, bool moved)
{
    internal static readonly string[] Headings =
        ["Application ID", "Candidate ID", "First Name", "Last Name", "Email", "Phone", "Job ID", "Job Title", "Current Stage", "Stage Entered At", "Status", "Updated At"];

    /// <summary>The same as names of elements.</summary>
    internal static readonly string[] Names = [.. Headings.Select(h => h.Replace(" ", "", StringComparison.Ordinal))];

    /// <summary>The stage that the one route takes.</summary>
    internal const string MappedStage = "Phone Interview";

    private static readonly string[] First = ["Ada", "Björn", "Chiara", "Dmitri", "Esra", "Femi", "Gwenaëlle", "Hiroshi", "Íñigo", "Jamal", "Käthe", "Linh"];
    private static readonly string[] Last = ["Vaughan-Pryce", "Müller", "Okafor", "Quispe", "Sørensen", "O'Brien", "van der Heide", "Nakamura", "Łukaszewicz", "Papadopoulos"];
    private static readonly string[] Jobs = ["Store Associate, Chicago", "Software Engineer, Backend", "Customer Support Agent", "Data Engineer, Senior (f/m/d)", "Warehouse Operative"];
    private static readonly string[] Stages = ["Application Review", "Recruiter Screen", "Hiring Manager Review", "Assessment", "On-site", "Reference Check", "Offer", "Hired"];
    private static readonly string[] Statuses = ["Active", "Active", "Active", "Rejected", "Active", "Withdrawn"];

    internal string[] Cells()
    {
        var draw = Mix(number);
        var stage = moved ? number % 1_000 == 7 ? MappedStage : "Second Interview" : Stages[(int)(draw % (uint)Stages.Length)];
        var entered = new DateTime(2026, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddMinutes(draw % 400_000);
        var updated = moved ? new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc).AddSeconds(number % 86_400) : entered.AddMinutes(draw % 997);
        return
        [
            FormattableString.Invariant($"{40_000_000 + number}"),
            FormattableString.Invariant($"C-{900_000_000 + (long)(Mix(number + 1) % 800_000_000)}-{number}"),
            First[(int)(draw / 7 % (uint)First.Length)],
            Last[(int)(draw / 91 % (uint)Last.Length)],
            FormattableString.Invariant($"person.{number}@example.com"),
            FormattableString.Invariant($"+1202555{number % 10_000:D4}"),
            FormattableString.Invariant($"{300 + (draw / 13 % 40):D5}"),
            Jobs[(int)(draw / 17 % (uint)Jobs.Length)],
            stage,
            FormattableString.Invariant($"{entered:yyyy-MM-ddTHH:mm:ssZ}"),
            Statuses[(int)(draw / 29 % (uint)Statuses.Length)],
            FormattableString.Invariant($"{updated:yyyy-MM-ddTHH:mm:ssZ}"),
        ];
    }

    private static uint Mix(int number)
    {
        var x = unchecked((uint)number * 2_654_435_761u);
        x ^= x >> 15;
        x = unchecked(x * 2_246_822_519u);
        return x ^ (x >> 13);
    }
}
