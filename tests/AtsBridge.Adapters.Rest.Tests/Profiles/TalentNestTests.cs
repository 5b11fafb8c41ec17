using AtsBridge.Adapters.Rest.Tests.Fakes;

namespace AtsBridge.Adapters.Rest.Tests.Profiles;

public sealed class TalentNestTests
{
    private const string Options = """{ "Authentication": { "User": "api", "Password": "pw" } }""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ApplicationsAreReadInAnObjectAndAsABareList(bool bare)
    {
        var since = default(string);
        FakeApi? self = null;
        await using var api = self = await FakeApi.StartAsync(a =>
        {
            since = a["updated_after"] ?? since;
            var rows = a["page"] == "2" ? Row(2, "Deselected", "Interview") : Row(1, "Active", a["updated_after"] is null ? "Review Candidate" : "Phone Interview");
            if (a.Headers["Authorization"] != "Basic YXBpOnB3")
            {
                return Reply.Of(401);
            }

            if (a.Path != "/applications")
            {
                return Reply.Json("""{"application":{"id":1,"phone":"4165550143","resume_url":"https://example.com/cv"}}""");
            }

            var reply = Reply.Json(bare ? $"[{rows}]" : $$"""{"applications":[{{rows}}]}""");
            return a["page"] == "2" || a["updated_after"] is not null ? reply
                : reply.With("Link", $"<{self!.Address}applications?page=2&per_page=100>; rel=\"next\", <{self.Address}applications?page=2>; rel=\"last\"").With("X-Total", "2");
        });
        using var source = VendorSource.Open("talentnest", api, Options.Replace("{ \"Auth", "{ \"Contents\": \"Changes\", \"Auth", StringComparison.Ordinal));
        var first = await source.ReadAsync();
        Assert.Equal(
        [
            "1 | 11 | Ada Vaughan | ada@example.com | 4165550143 | 3 | Nurse | Review Candidate |  | Active",
            "2 | 11 | Ada Vaughan | ada@example.com | 4165550143 | 3 | Nurse | Interview |  | Rejected",
        ], source.Show(first));
        Assert.Equal(["1 | 11 | Ada Vaughan | ada@example.com | 4165550143 | 3 | Nurse | Phone Interview |  | Active"], await source.ShownAsync(first.Next));
        Assert.Equal("2026-11-20T09:55:00Z", since);
    }

    [Fact]
    public void ANewApplicationIsNamedToBeRead()
    {
        using var source = VendorSource.Open("talentnest", api: null, Options);
        Assert.Equal(["5"], Signing.OverBody(source, """{"application_id":5,"candidate":{"first_name":"Ada"}}""", "X-Event-Signature", "sha256 ", ("X-Event-Name", "new_application")).ToRead());
        Assert.IsType<WebhookResult.Ignored>(Signing.OverBody(source, """{"employee_id":5}""", "X-Event-Signature", "sha256 ", ("X-Event-Name", "applicant_hired")));
    }

    private static string Row(int id, string status, string step) => $$"""{"id":{{id}},"candidate_id":11,"job_id":3,"job_title":"Nurse","first_name":"Ada","last_name":"Vaughan","email":"ada@example.com","application_step":"{{step}}","application_status":"{{status}}","updated_at":"2026-11-20T10:00:00Z"}""";
}
