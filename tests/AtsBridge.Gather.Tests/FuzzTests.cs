using System.Net;
using System.Text;
using CsCheck;

namespace AtsBridge.Gather.Tests;

/// <summary>Whatever comes back, the sink says one of the things that the engine knows what to do with.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Names =
        ["data", "id", "candidate", "candidateInterview", "interview", "candidates", "error", "code", "details", "field", "reason", "resetAt", "meta", "pagination", "total", "totalPages", "status", "expiry", "externalId", "email", "requestId", "x"];

    private static readonly string[] Words =
        ["\"a\"", "\"\"", "\"..\"", "null", "true", "0", "-1", "1.5e300", "1e999", "99999999999999999999999999", "9223372036854775807", "\"2026-03-01\"",
         "\"acme:C-1\"", "\"exists\"", "NaN", "\"\\ud800\"", "\"\\u0000\"", "new Date(1)", "/**/1", "'single'"];

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Gen.OneOf(Words)
        : Gen.OneOf(
            Gen.OneOf(Words),
            inner.List[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(Gen.OneOf(Names), inner).List[0, 5].Select(fields => "{" + string.Join(',', fields.Select(f => $"\"{f.Item1}\":{f.Item2}")) + "}")));

    private static readonly Gen<byte[]> Bodies = Gen.OneOf(
        Json.Select(Encoding.UTF8.GetBytes),
        Gen.Select(Json, Gen.Double[0, 1]).Select((text, part) => Encoding.UTF8.GetBytes(text)[..(int)(Encoding.UTF8.GetByteCount(text) * part)]),
        Json.Select(text => Encoding.UTF8.GetBytes($$"""{"data":{{text}},"error":{{text}},"meta":{{text}}}""")),
        Gen.Byte.Array[0, 200]);

    private static readonly Gen<int> Statuses = Gen.OneOf(Gen.Int[200, 599], Gen.OneOf(200, 201, 204, 400, 401, 404, 409, 429, 500));

    private static readonly Gen<(string Name, string Value)> Headers = Gen.Select(
        Gen.OneOf("Retry-After", "X-RateLimit-Reset", "Location"),
        Gen.OneOf(Gen.OneOf("", "99999999999999999999", "2147483647", "253402300800", "-1", "//", "%%%"), Gen.String[Gen.Char[' ', '~'], 0, 12]));

    [Fact]
    public async Task OnlyExpectedOutcomesAndFaultsComeOut() =>
        await Gen.Select(Statuses, Bodies, Headers, Gen.Int[0, 6]).SampleAsync(async (status, body, header, which) =>
        {
            var gather = Gather(status, body, header);
            try
            {
                await Call(gather.Sink(), which);
            }
            catch (SinkException fault)
            {
                Assert.DoesNotContain(ScriptedGather.Key, fault.ToString(), StringComparison.Ordinal);
                Assert.True(fault.Until is null || fault.Fault == SinkFault.RateLimited);
            }

            Assert.Single(gather.Asked);
        }, iter: 20_000);

    [Fact]
    public async Task AWriteThatMayHaveHappenedIsNeverCalledTransient() =>
        await Gen.Select(Statuses, Bodies, Gen.Int[0, 2]).SampleAsync(async (status, body, which) =>
        {
            var fault = await Record.ExceptionAsync(() => Call(Gather(status, body, ("x", "")).Sink(), which));
            Assert.True(fault is null or SinkException { Fault: not SinkFault.Transient });
            Assert.True(fault is null || status >= 300 || fault is SinkException { Fault: SinkFault.Ambiguous });
        }, iter: 20_000);

    [Fact]
    public async Task ASuccessOfAWriteThatIsCutAnywhereIsAmbiguous()
    {
        var whole = Encoding.UTF8.GetBytes("""{"data":{"candidateInterview":{"id":"i-1","status":"invite_sent"}},"meta":{"requestId":"r"}}""");
        await Gen.Select(Gen.Int[200, 299], Gen.Int[0, whole.Length - 1], Gen.Int[0, 1]).SampleAsync(async (status, length, which) =>
        {
            var fault = await Record.ExceptionAsync(() => Call(Gather(status, whole[..length], ("x", "")).Sink(), which));
            Assert.True(fault is SinkException { Fault: SinkFault.Ambiguous });
        }, iter: 2_000);
    }

    /// <summary>A byte that is no text in the midst of an id would make a stranger of the person, and the invite be sent again.</summary>
    [Theory]
    [InlineData(3, """{"data":[{"id":"p-1","email":"ada+jobs@example.org","externalId":"acme:C-1"}],"meta":{"pagination":{"total":1}}}""")]
    [InlineData(4, $$$"""{"data":[{"id":"i-1","candidateId":"{{{Requests.PersonId}}}","interviewId":"{{{Requests.InterviewId}}}","externalId":"acme:A-1:engineering","status":"invite_sent"}]}""")]
    public async Task OneByteThatIsNoTextProvesNothing(int which, string answer)
    {
        foreach (var preamble in new[] { false, true })
        {
            byte[] whole = [.. preamble ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(answer)];
            for (var at = preamble ? 3 : 0; at < whole.Length; at++)
            {
                foreach (var odd in new byte[] { 0x80, 0xc3, 0xff })
                {
                    byte[] spoilt = [.. whole[..at], odd, .. whole[(at + 1)..]];
                    var fault = await Record.ExceptionAsync(() => Call(Gather(200, spoilt, ("x", "")).Sink(), which));
                    Assert.True(fault is SinkException { Fault: SinkFault.Transient }, $"byte {at}: {fault?.Message ?? "an answer"}");
                }
            }
        }
    }

    private static Task Call(GatherInviteSink sink, int which) => which switch
    {
        0 => sink.CreateAsync(Requests.Person, CancellationToken.None),
        1 => sink.CreateAsync(Requests.Invite, CancellationToken.None),
        2 => sink.ResendAsync(new InviteReference("i-1"), [DeliveryChannel.Email], CancellationToken.None),
        3 => sink.FindAsync(Requests.Person, CancellationToken.None),
        4 => sink.FindAsync(Requests.Invite, CancellationToken.None),
        5 => sink.GetStatusAsync(new InviteReference("i-1"), CancellationToken.None),
        _ => sink.FindInterviewAsync("v-1", CancellationToken.None),
    };

    private static ScriptedGather Gather(int status, byte[] body, (string Name, string Value) header) => new(() =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        answer.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return answer;
    });
}
