using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;

namespace AtsBridge.Adapters.Rest.Paging;

/// <summary>Goes through a list page by page, and doesn't let a server lead it in circles.</summary>
internal sealed class Walk(Caller caller, RestSettings settings, Pager pager, string records)
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
            using var envelope = Envelope.Of(answer, _keys, settings.Limits.MaxDepth);
            if (_check.FaultOf(answer, envelope) is { } code)
            {
                throw number == 1 && expired.Contains(code, StringComparer.Ordinal) ? new ExpiredTokenException() : AnswerCheck.Failed(answer, code);
            }

            if (envelope is not { List: { } list, IsList: true })
            {
                throw RecordKeys.NoList(answer, envelope, records);
            }

            var hash = pager.CountsByItself ? XxHash128.HashToUInt128(list.Span) : default;
            if (pager.CountsByItself && before == hash && list.Span.Contains((byte)'{'))
            {
                throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                    $"{call.Place} gives the same page {number - 1} and {number} times over: it ignores {settings.Paging.Parameter}. Check Paging."));
            }

            var page = new Page(answer, envelope, number);
            yield return page;
            before = hash;
            page.RecordsSoFar = soFar += page.Records;
            call = pager.Next(first, page);
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
