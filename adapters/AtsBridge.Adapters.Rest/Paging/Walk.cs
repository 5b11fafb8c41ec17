using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>Goes through a list page by page, and doesn't let a server lead it in circles.</summary>
/// <param name="caller">Sends.</param>
/// <param name="settings">The source.</param>
/// <param name="pager">From one page to the next.</param>
/// <param name="records">The keys of the list.</param>
/// <param name="judgeFirst">Whether a page is judged before it is handed out, and not when its records were read. What is wrong ends the read either way.</param>
internal sealed class Walk(Caller caller, RestSettings settings, Pager pager, string records, bool judgeFirst = true)
{
    private readonly AnswerCheck _check = new(settings.Answer);
    private readonly IReadOnlyList<string> _keys = RecordKeys.Of(records);

    /// <summary>The pages, each valid until the next is asked for. Whoever takes one says how many records it has.</summary>
    /// <exception cref="ExpiredTokenException">The first answer says with one of <paramref name="expired"/> that its token is worth nothing.</exception>
    public async IAsyncEnumerable<Page> PagesAsync(Call start, IReadOnlyList<string> expired, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new PageBuffer(settings.Limits.MaxPageBytes);
        var made = new HashSet<UInt128>();
        var first = pager.First(start);
        var (before, soFar) = (default(UInt128?), 0L);
        Call? call = first;
        for (var number = 1; call is not null; number++)
        {
            RequireNew(call, made, number);
            var answer = await caller.SendAsync(call, buffer, cancellationToken);
            // Where the answer may be no list at all, nothing of it may be taken before that is known.
            using var envelope = judgeFirst || !answer.IsSuccess || (number == 1 && expired.Count > 0) ? Envelope.Of(answer, _keys, settings.Limits.MaxDepth) : Envelope.Open(answer, _keys, settings.Limits.MaxDepth);
            if (envelope.IsClosed)
            {
                before = Judge(answer, envelope, number, before, expired);
            }

            var page = new Page(answer, envelope, number);
            var isJudged = envelope.IsClosed;
            yield return page;
            if (!isJudged)
            {
                before = Judge(answer, envelope, number, before, expired);
            }

            page.RecordsSoFar = soFar += page.Records;
            call = pager.Next(first, page);
        }
    }

    /// <summary>Refuses a page that is none, or is the one before.</summary>
    /// <returns>The hash of its list.</returns>
    private UInt128 Judge(Answer answer, Envelope envelope, int number, UInt128? before, IReadOnlyList<string> expired)
    {
        if (_check.FaultOf(answer, envelope) is { } code)
        {
            throw number == 1 && expired.Contains(code, StringComparer.Ordinal) ? new ExpiredTokenException() : AnswerCheck.Failed(answer, code);
        }

        if (envelope is not { List: { } list, IsList: true })
        {
            throw RecordKeys.NoList(answer, envelope, records);
        }

        RequireRecords(list.Span, answer);
        var hash = XxHash128.HashToUInt128(list.Span);
        return before == hash && list.Span.Contains((byte)'{')
            ? throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{answer.Call.Place} gives the same page as number {number - 1} and {number}: it ignores what says which page, or something in between keeps old answers. Check Paging."))
            : hash;
    }

    /// <summary>A list that holds anything but records is another list, or the vendor's next version: nobody has vanished by it.</summary>
    private void RequireRecords(ReadOnlySpan<byte> list, Answer answer)
    {
        if (!list.Contains((byte)'{') && !list[1..^1].Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new SourceException(SourceFault.Unreadable, $"{answer.Call.Place} answered with a list under {records.Trim()} in which nothing is an object with keys. Set Records to the path of the list.");
        }
    }

    private void RequireNew(Call call, HashSet<UInt128> made, int number)
    {
        if (number > settings.Limits.MaxPages)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{call.Place} has more than {settings.Limits.MaxPages:N0} pages. Ask for larger pages in Parameters, or raise Limits:MaxPages."));
        }

        if (!made.Add(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{call.Address.OriginalString}\n{call.Body}"))))
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{call.Place} leads from page {number - 1} back to one that was read: its cursor repeats, and the read would never end. Check Paging, or tell the vendor."));
        }
    }
}
