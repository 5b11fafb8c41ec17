using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using AtsBridge.Sync;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>How a scripted source makes use of what the engine tells it.</summary>
internal enum Reading
{
    /// <summary>Builds every record and leaves the fingerprint to the engine.</summary>
    Plain,

    /// <summary>Builds every record, with a fingerprint of its own.</summary>
    Fingerprinted,

    /// <summary>Skips the records that are known, as a bulk reader does.</summary>
    Fast,

    /// <summary>The same, and a set that is the one before once more is not read at all.</summary>
    Repeat,
}

/// <summary>
/// A source that says what a test wrote down. With full contents the cursor counts sets; with changes all sets are one feed
/// and the cursor counts its pages.
/// </summary>
internal sealed class ScriptedSource(SourceContents contents) : ICandidateSource, IRepeatCheck
{
    internal List<List<SourcePage>> Sets { get; } = [];

    internal Reading Reading { get; set; } = Reading.Plain;

    /// <summary>Thrown instead of the page of this number (of the set, or of the feed), until it is taken away.</summary>
    internal (int Page, Exception Fault)? Fault { get; set; }

    /// <summary>There is one file, which every set has written again: only the newest can be read. For full contents.</summary>
    internal bool OneFile { get; set; }

    /// <summary>Another one gives every cursor another name, as a file does that was written again or beside which another one has gone.</summary>
    internal string Version { get; set; } = "";

    /// <summary>Called before every page.</summary>
    internal Action<int>? BeforePage { get; set; }

    public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var at = request.Since is null ? 0 : int.Parse(request.Since.Split(' ')[0], CultureInfo.InvariantCulture);
        var full = contents == SourceContents.Full;
        at = OneFile && at < Sets.Count ? Sets.Count - 1 : at;
        var pages = full ? (at < Sets.Count ? Sets[at] : []) : [.. Sets.SelectMany(s => s).Skip(at)];
        if (pages.Count == 0 && Fault is null)
        {
            yield return new SourcePage { NothingNew = true };
            yield break;
        }

        for (var i = 0; i <= pages.Count; i++)
        {
            var number = full ? i : at + i;
            BeforePage?.Invoke(number);
            cancellationToken.ThrowIfCancellationRequested();
            if (Fault is { } fault && fault.Page == number)
            {
                throw fault.Fault;
            }

            if (i < pages.Count)
            {
                var last = i == pages.Count - 1;
                var next = full ? at + 1 : number + 1;
                yield return Read(pages[i], request.Known) with
                {
                    Set = full ? $"set {at}" : "feed",
                    Next = last || !full ? FormattableString.Invariant($"{next}{Version}") : null,
                    More = full && last && at + 1 < Sets.Count,
                };
            }
        }
    }

    /// <summary>How many sets were not read because they were the one before once more.</summary>
    internal int Repeats { get; private set; }

    public Task<SourcePage?> CheckRepeatAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var at = request.Since is null ? 0 : int.Parse(request.Since.Split(' ')[0], CultureInfo.InvariantCulture);
        at = OneFile && at < Sets.Count ? Sets.Count - 1 : at;
        if (Reading != Reading.Repeat || Fault is not null || at == 0 || at >= Sets.Count || !ReferenceEquals(Sets[at - 1], Sets[at]))
        {
            return Task.FromResult<SourcePage?>(null);
        }

        Repeats++;
        return Task.FromResult<SourcePage?>(new()
        {
            Set = $"set {at}",
            Repeated = Sets[at].Sum(p => p.Records.Count + p.Rejected.Count),
            Next = FormattableString.Invariant($"{at + 1}{Version}"),
            More = at + 1 < Sets.Count,
        });
    }

    private SourcePage Read(SourcePage page, IKnownRecords? known)
    {
        if (Reading == Reading.Plain)
        {
            return page;
        }

        var records = page.Records.Select(r => r with { Fingerprint = Hash(r) }).ToLookup(r => Reading >= Reading.Fast && known?.Contains(r.Fingerprint!.Value) == true);
        return page with { Records = [.. records[false]], Unchanged = [.. records[true].Select(r => r.Fingerprint!.Value)] };
    }

    private static UInt128 Hash(SourceRecord r) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(string.Join(
        '|', r.ApplicationId, r.CandidateId, r.JobId, r.JobTitle, r.Email, r.Phone, r.Stage, r.StageId, r.Status, r.UpdatedAt, r.StageEnteredAt, r.FirstName)));
}
