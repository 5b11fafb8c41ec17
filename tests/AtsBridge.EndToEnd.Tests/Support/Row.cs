using System.Text.Json.Nodes;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>One application as the exports of these tests have it: twelve columns.</summary>
internal sealed record Row(string Id, string Stage)
{
    public const string Header = "Application ID,Candidate ID,First Name,Last Name,Email,Phone,Job ID,Job,Stage,Status,Last Activity,SMS";

    public string? Candidate { get; init; }

    public string? Email { get; init; }

    public string Phone { get; init; } = "";

    public string Job { get; init; } = "Backend Engineer";

    public string Status { get; init; } = "Active";

    public string Updated { get; init; } = "2026-11-01T09:00:00Z";

    public string CandidateId => Candidate ?? $"C-{Id}";

    public string Address => Email ?? $"person.{Id.ToLowerInvariant()}@example.com";

    public string Csv() => $"{Id},{CandidateId},Given{Id},Family{Id},{Address},{Phone},J-1,{Job},{Stage},{Status},{Updated},No";

    public JsonObject Json() => new()
    {
        ["Application ID"] = Id, ["Candidate ID"] = CandidateId, ["First Name"] = $"Given{Id}", ["Last Name"] = $"Family{Id}",
        ["Email"] = Address, ["Phone"] = Phone, ["Job ID"] = "J-1", ["Job"] = Job, ["Stage"] = Stage, ["Status"] = Status,
        ["Last Activity"] = Updated, ["SMS"] = false,
    };

    /// <summary>Rows with the ids <c>prefix1</c> to <c>prefixN</c>, all in one stage.</summary>
    public static IReadOnlyList<Row> Many(string prefix, int count, string stage) =>
        [.. Enumerable.Range(1, count).Select(i => new Row(FormattableString.Invariant($"{prefix}{i:D4}"), stage))];

    /// <summary>The fields of the <c>csv</c> and the <c>json</c> adapter, written out.</summary>
    public static JsonObject Fields(bool paths) => new(
        new (string Field, string Name)[]
        {
            ("ApplicationId", "Application ID"), ("CandidateId", "Candidate ID"), ("FirstName", "First Name"), ("LastName", "Last Name"),
            ("Email", "Email"), ("Phone", "Phone"), ("JobId", "Job ID"), ("JobTitle", "Job"), ("Stage", "Stage"), ("Status", "Status"),
            ("UpdatedAt", "Last Activity"), ("SmsOptIn", "SMS"),
        }.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Field, paths ? $"['{f.Name}']" : f.Name)));
}
