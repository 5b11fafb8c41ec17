using CsCheck;
using Newtonsoft.Json.Linq;

namespace AtsBridge.Gather.Tests;

/// <summary>"Nothing" lets the engine send again, and "found" keeps it from ever sending: both must be true of any list.</summary>
public sealed class LookupPropertyTests
{
    private sealed record Row(bool HasId, string? ExternalId, string? Email, string? CandidateId, string? InterviewId, string Status);

    private static readonly Gen<Row> Rows = Gen.Select(
        Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.OneOf<string?>(null, "acme:C-1", "acme:A-1:engineering", "other"),
        Gen.OneOf<string?>(null, "ADA+jobs@example.org", "ada@example.org"),
        Gen.OneOf<string?>(null, Requests.PersonId, "other"),
        Gen.OneOf<string?>(null, Requests.InterviewId, "other"),
        Gen.OneOf("invite_sent", "archived", "news"),
        (hasId, externalId, email, candidate, interview, status) => new Row(hasId, externalId, email, candidate, interview, status));

    private static readonly Gen<(List<Row> Rows, int? Total, bool Wrapped)> Lists = Gen.Select(
        Rows.List[0, 12], Gen.OneOf<int?>(null, 0, 1, 30), Gen.Bool, (rows, more, wrapped) => (rows, more is null ? more : rows.Count + more, wrapped));

    [Fact]
    public async Task APersonIsNothingOnlyWhereTheWholeListHasNoSuchPerson() => await Lists.SampleAsync(async list =>
    {
        var result = await Sink(list, "candidates").FindAsync(Requests.Person, CancellationToken.None);
        var matches = list.Rows.Select((row, i) => (row, i)).Where(r => r.row.HasId && IsPerson(r.row)).Select(r => $"row-{r.i}").ToList();
        Assert.True(result switch
        {
            FindResult.Nothing => matches.Count == 0 && IsWhole(list) && list.Rows.All(row => row.Email is not null),
            FindResult.Person found => matches.Contains(found.PersonReference, StringComparer.Ordinal),
            _ => matches.Count > 1 || !IsWhole(list) || list.Rows.Any(row => row.Email is null),
        });
    }, iter: 20_000);

    [Fact]
    public async Task AnInviteIsNothingOnlyWhereTheWholeListHasNoSuchInvite() => await Lists.SampleAsync(async list =>
    {
        var result = await Sink(list, "candidateInterviews").FindAsync(Requests.Invite, CancellationToken.None);
        var possible = list.Rows.Where(row => IsPossibleInvite(row)).ToList();
        Assert.True(result switch
        {
            FindResult.Nothing => possible.Count == 0 && IsWhole(list),
            FindResult.Invite found => IsPossibleInvite(list.Rows[int.Parse(found.Reference.Id[4..])]),
            _ => possible.Count > 0 || !IsWhole(list),
        });
    }, iter: 20_000);

    private static bool IsPerson(Row row) => row.ExternalId == "acme:C-1" || row.Email == "ADA+jobs@example.org";

    private static bool IsPossibleInvite(Row row) =>
        row is { HasId: true, CandidateId: null or Requests.PersonId, InterviewId: null or Requests.InterviewId }
        && (row.Status != "archived" || row.ExternalId == "acme:A-1:engineering");

    private static bool IsWhole((List<Row> Rows, int? Total, bool Wrapped) list) =>
        list.Rows.All(row => row.HasId) && (list.Total ?? (list.Rows.Count < 10 ? 0 : int.MaxValue)) <= list.Rows.Count;

    private static GatherInviteSink Sink((List<Row> Rows, int? Total, bool Wrapped) list, string name)
    {
        var rows = new JArray(list.Rows.Select((row, i) => new JObject
        {
            ["id"] = row.HasId ? $"row-{i}" : null, ["externalId"] = row.ExternalId, ["email"] = row.Email,
            ["candidateId"] = row.CandidateId, ["interviewId"] = row.InterviewId, ["status"] = row.Status,
        }));
        var body = new JObject { ["data"] = list.Wrapped ? new JObject { [name] = rows } : rows };
        if (list.Total is { } total)
        {
            body["meta"] = new JObject { ["pagination"] = new JObject { ["total"] = total } };
        }

        return ScriptedGather.Answering(200, body.ToString()).Sink();
    }
}
