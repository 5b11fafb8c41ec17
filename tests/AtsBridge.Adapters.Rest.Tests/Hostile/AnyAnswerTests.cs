using System.Net;
using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Rest.Tests.Hostile;

/// <summary>Whatever a server answers, a read ends, says what is wrong, and accounts for every record.</summary>
public sealed class AnyAnswerTests
{
    /// <summary>The kinds of answers share the hundred thousand.</summary>
    private const int Share = 4;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "\\", "\\ud83d", "\\u0000", "\0", "{}", "[]", "[{}]", "\"\"", "\"id\":", "\"data\":", "\"next\":\"x\",", "\n", " ", "9999999999999999999999",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "<html>", "\uFEFF",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3],
    ];

    private static readonly RestSettings Plain = new()
    {
        BaseUrl = new Uri("http://localhost/"), Records = "data", Fields = new() { ApplicationId = "id", Stage = "stage.name", Status = "status", Email = "emails[0].value", UpdatedAt = "updated" },
        Rate = new() { Permits = 100_000 }, Timeout = TimeSpan.FromHours(1), Retries = 0, Answer = new() { Success = "success", Error = "errors[0]" }, Limits = new() { MaxPages = 20, MaxLookups = 20, MaxEach = 20, MaxRecordBytes = 2_000, MaxPageBytes = 20_000 },
        Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "c" },
    };

    private static readonly string Record = """{"id":7,"stage":{"id":"s1","name":"Call"},"status":"active","emails":[{"value":"ada@example.com"}],"updated":"2026-11-22T08:00:00Z","list":[{"id":"a","s":"s1"},{"id":"b","s":"s2"}]}""";

    private static readonly byte[] Sane = Encoding.UTF8.GetBytes($$"""{"success":true,"data":[{{Record}},{{Record}},{{Record}}],"next":null,"total":3,"included":[{"id":"s1","name":"Call"}]}""");

    private static readonly RestSettings Composed = Plain with
    {
        Each = ["list"], Paging = new() { Style = PagingStyle.Page, Parameter = "page", Total = "total" },
        Fields = new() { ApplicationId = "id", CandidateId = "^.id", Stage = "@stage.name", StageId = "s", Email = "^.emails[0].value", Phone = "@detail.next" },
        Lookups = new() { ["stage"] = new() { Page = "included", By = "s" }, ["detail"] = new() { Path = "details/{^.id}" } },
    };

    public static TheoryData<string, int> Kinds() => new() { { "plain", 1 }, { "known", 2 }, { "composed", 3 }, { "list lookups", 4 } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OnlyASourceExceptionEscapesAndEveryRecordIsAccountedFor(string kind, int seed)
    {
        var settings = kind switch
        {
            "composed" => Composed,
            "list lookups" => Composed with { Each = [], Fields = new() { ApplicationId = "id", Stage = "@stage.stage.name" }, Lookups = new() { ["stage"] = new() { Path = "stages", Records = "data", By = "id" } } },
            _ => Plain,
        };
        using var server = new Server();
        using var http = new HttpClient(server);
        using var source = new RestSource(settings, http, new QuickTime());
        server.Answer = Sane;
        var known = kind == "known" ? (await source.ReadAsync()).Known : null;
        for (var i = 0; i < Mutation.Count / Share; i++)
        {
            server.Answer = Mutation.Of(Sane, unchecked((seed * 1_000_003) + i), Words);
            try
            {
                var read = await source.ReadAsync(known: known);
                Assert.All(read.Rejected, r => Assert.NotEmpty(r.Reason));
                if (settings.Each.Count == 0 && server.Requests == 1 && Length(server.Answer) is { } length)
                {
                    Assert.Equal(length, read.Records.Count + read.Rejected.Count + read.Unchanged);
                }
            }
            catch (SourceException fault)
            {
                Assert.NotEmpty(fault.Message);
                Assert.DoesNotContain("ada@", fault.Message, StringComparison.Ordinal);
            }
            catch (Exception other)
            {
                Assert.Fail($"{kind} {seed} {i}: {other}\n{Encoding.UTF8.GetString(server.Answer)}");
            }

            server.Requests = 0;
        }
    }

    /// <summary>How many records are in the list, where all of it is JSON.</summary>
    private static int? Length(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.GetArrayLength()
                : document.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array ? data.GetArrayLength() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Server : HttpMessageHandler
    {
        public byte[] Answer { get; set; } = [];

        public int Requests { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer) { Headers = { ContentType = new("application/json") } } });
        }
    }
}
