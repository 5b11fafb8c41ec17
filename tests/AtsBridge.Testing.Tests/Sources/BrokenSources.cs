using System.Globalization;
using System.Text;
using AtsBridge.Testing.Tests.Files;
using AtsBridge.Testing.Tests.Http;
using Example.Talent;
using Suite = AtsBridge.Testing.HttpSourceConformance<Example.Talent.TalentSource, Example.Talent.TalentSettings>;

namespace AtsBridge.Testing.Tests.Sources;

/// <summary>For each check of every source, one that it catches.</summary>
internal static class BrokenSources
{
    private static readonly List<FileStream> Left = [];

    internal static IReadOnlyList<BrokenAdapter> All { get; } =
    [
        new(nameof(Suite.TheHostCanBuildIt), "has no [Adapter]", () => new NamelessSuite()),
        Api(nameof(Suite.EveryApplicationArrives), "leaves out the last of every page", s => new(s) { Page = p => p with { Records = [.. p.Records.SkipLast(1)] } }),
        Api(nameof(Suite.NobodyIsDeliveredTwiceOrInvented), "takes the total for a person", s => new(s) { Page = p => p with { Records = [.. p.Records, new SourceRecord { Position = new("total", 1), ApplicationId = "Total: 12" }] } }),
        Api(nameof(Suite.IdsAreText), "reads ids as numbers", s => new(s) { Each = r => double.TryParse(r.ApplicationId, CultureInfo.InvariantCulture, out var n) ? r with { ApplicationId = n.ToString(CultureInfo.InvariantCulture) } : r }),
        Api(nameof(Suite.IdsThatDifferInLittleStayApart), "does not regard case", s => new(s) { Each = r => r with { ApplicationId = r.ApplicationId?.ToUpperInvariant() } }),
        Api(nameof(Suite.EveryFieldArrives), "forgets consent", s => new(s) { Each = r => r with { SmsOptIn = null } }),
        Api(nameof(Suite.HostileNamesArriveAsTheyAre), "splits names at commas", s => new(s) { Each = r => r with { LastName = r.LastName?.Split(',')[0] } }),
        Api(nameof(Suite.NamesInEveryScriptArriveAsTheyAre), "speaks ASCII only", s => new(s) { Each = r => r with { LastName = Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(r.LastName ?? "")) } }),
        Api(nameof(Suite.TheSourcesOwnWordsAreNotTranslated), "translates stages", s => new(s) { Each = r => r with { Stage = r.Stage?.Contains("interview", StringComparison.OrdinalIgnoreCase) == true ? "Interview" : r.Stage } }),
        Api(nameof(Suite.SeveralApplicationsOfOnePersonStaySeveral), "gives one application a person", s => new(s) { Page = p => p with { Records = [.. p.Records.DistinctBy(r => r.Email)] } }),
        Api(nameof(Suite.AnEmptyStatusIsNotMissing), "makes empty texts null", s => new(s) { Each = r => r with { Status = string.IsNullOrEmpty(r.Status) ? null : r.Status } }),
        Api(nameof(Suite.ANullIsNoWordAndNotMissing), "writes null as a word", s => new(s) { Each = r => r with { JobTitle = r.JobTitle is "" ? "null" : r.JobTitle } }),
        Api(nameof(Suite.AMissingFieldIsNoWord), "fills gaps with the neighbour's values", s => new(s) { Page = p => p with { Records = [.. p.Records.Select(r => r.Phone is null ? r with { Phone = p.Records[0].Phone } : r)] } }),

        Api(nameof(Suite.MomentsKeepTheirInstant), "cuts off what stands behind the seconds", s => new(s) { Each = r => r with { StageEnteredAt = r.StageEnteredAt?[..19] } }),
        Api(nameof(Suite.TheHourThatComesTwiceStaysTwoHours), "converts to the local time of Berlin", s => new(s) { Each = r => r with { StageEnteredAt = Berlin(r.StageEnteredAt) } }),
        Api(nameof(Suite.AMomentWithoutAZoneIsGivenNone), "adds a Z", s => new(s) { Each = r => r with { StageEnteredAt = r.StageEnteredAt + "Z" } }),
        Api(nameof(Suite.TheLanguageOfTheMachineDoesNotMatter), "formats in the machine's language", s => new(s) { Each = r => r with { StageEnteredAt = DateTimeOffset.Parse(r.StageEnteredAt!, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.CurrentCulture) } }),

        Api(nameof(Suite.EverythingIsAccountedFor), "leaves out who has no id", s => new(s) { Each = r => r.ApplicationId is "" ? null : r }),
        Api(nameof(Suite.ARecordWithoutIdsTakesNobodyWithIt), "stops at a record without an id", s => new(s) { Each = r => r.ApplicationId is "" ? throw new InvalidOperationException("no id") : r }),
        Api(nameof(Suite.ARecordWithoutMomentsTakesNobodyWithIt), "parses every moment", s => new(s) { Each = r => r with { UpdatedAt = DateTimeOffset.Parse(r.UpdatedAt!, CultureInfo.InvariantCulture).ToString("o", CultureInfo.InvariantCulture) } }),
        Api(nameof(Suite.ARecordOfJunkTakesNobodyWithIt), "parses consent", s => new(s) { Each = r => r with { SmsOptIn = bool.Parse(r.SmsOptIn!).ToString() } }),
        Api(nameof(Suite.AHugeValueTakesNobodyWithIt), "has a buffer of a million characters", s => new(s) { Each = r => r.JobTitle?.Length > 1_000_000 ? throw new InvalidOperationException("too long") : r }),
        Api(nameof(Suite.ARejectedRecordSaysPlaceAndReason), "rejects without a reason", s => new(s) { Page = p => p with { Records = [.. p.Records.Where(r => r.ApplicationId is not "")], Rejected = [.. p.Records.Where(r => r.ApplicationId is "").Select(r => new RejectedRecord(r.Position, null, "invalid"))] } }),
        Api(nameof(Suite.PositionsNameThePlace), "counts anew on every page", s => new(s) { Each = r => r with { Position = new("talent", r.Position.Row) } }),
        File(nameof(Suite.PagesStaySmall), "gathers everything on one page", s => new(s) { All = (_, pages) => [pages[^1] with { Records = [.. pages.SelectMany(p => p.Records)] }] }),

        Api(nameof(Suite.AnEmptySourceIsAPageAndNoFault), "takes the newest of nobody", s => new(s) { Page = p => p with { Notes = [p.Records.Max(r => r.UpdatedAt) ?? throw new InvalidOperationException("Sequence contains no elements")] } }),
        Api(nameof(Suite.NothingNewIsSaidOnEmptyPagesOnly), "always says that nothing is new", s => new(s) { Page = p => p with { NothingNew = true } }),
        File(nameof(Suite.EveryReadHasAPage), "says nothing where nothing is new", s => new(s) { Page = p => p.NothingNew ? null : p }),
        Api(nameof(Suite.ResumingFromAnyCursorLosesNobody), "has a cursor ahead of its page", s => new(s) { All = (_, pages) => pages.Select(p => p with { Next = pages[^1].Next }) }),
        new(nameof(Suite.ACursorKeepsItsMeaning), "asks for the last seven days at most", () => new BrokenTalentSuite(p => new Bent(p.Sound())
        {
            Asked = r => r.Since is null ? r : r with { Since = new[] { r.Since, (p.World.Clock.GetUtcNow() - TimeSpan.FromDays(7)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) }.Max(StringComparer.Ordinal) },
        })),
        Api(nameof(Suite.WhatChangesIsReadAgain), "asks for ids that it has not had", s => new(s) { All = (request, pages) => Kept(request, pages, (id, since) => id > since) }),
        Api(nameof(Suite.WhoeverIsNewIsRead), "asks for changes of those whom it knows", s => new(s) { All = (request, pages) => Kept(request, pages, (id, since) => id <= since) }),
        Api(nameof(Suite.AChangeInTheCursorsOwnMomentIsRead), "asks for what changed after the moment", s => new(s) { All = (request, pages) => pages.Select(p => p with { Records = [.. p.Records.Where(r => r.UpdatedAt != request.Since)] }) }),
        Api(nameof(Suite.ReadingComesToRest), "moves its cursor on by itself", s => new(s) { Page = p => p with { Next = p.Next is null ? null : DateTimeOffset.Parse(p.Next, CultureInfo.InvariantCulture).AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) } }),
        Api(nameof(Suite.MoreComesWithACursorThatMoved), "always says that more is waiting", s => new(s) { All = (_, pages) => pages.Select((p, i) => p with { More = i == pages.Count - 1 }) }),
        Api(nameof(Suite.AForeignCursorIsNotBelieved), "takes any cursor for the newest", s => new(s) { Fault = _ => new SourcePage { NothingNew = true } }),
        Api(nameof(Suite.ACursorHoldsNobodysData), "keeps the last person in its cursor", s => new(s) { Asked = r => r with { Since = r.Since?.Split('|')[0] }, Page = p => p.Records.Count == 0 ? p : p with { Next = p.Next + "|" + p.Records[^1].Email } }),

        new(nameof(Suite.TwoReadsSideBySideDoNotDisturbOneAnother), "counts its pages in a field", () => new BrokenTalentSuite(p => new CountsItsPagesInAField(p.Sound()))),
        new(nameof(Suite.AnInstanceRemembersNothing), "remembers whom it had", () => new BrokenTalentSuite(p =>
        {
            var had = new HashSet<string?>(StringComparer.Ordinal);
            return new Bent(p.Sound()) { Each = r => had.Add(r.ApplicationId) ? r : null };
        })),
        new(nameof(Suite.ANewInstanceGoesOnWhereAnotherEnded), "knows its own cursors alone", () => new BrokenTalentSuite(p =>
        {
            var own = new Dictionary<string, string>(StringComparer.Ordinal);
            return new Bent(p.Sound())
            {
                Asked = r => r with { Since = r.Since is { } s && own.TryGetValue(s, out var known) ? known : null },
                Page = page => page with { Next = page.Next is null ? null : Kept(own, page.Next) },
            };
        })),
        new(nameof(Suite.AReadThatIsLeftLeavesNothingBehind), "leaves its file open", () => new BrokenFileSuite(p => new Bent(p.Sound())
        {
            Page = page =>
            {
                Left.Add(new FileStream(p.Exports[^1], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                return page;
            },
        })),
        Api(nameof(Suite.ACancelledReadDoesNotBegin), "hands no token on", s => new(s) { Watched = _ => CancellationToken.None }),
        Api(nameof(Suite.CancellingEndsAReadInTheMiddle), "looks at the token at the beginning only", s => new(s)
        {
            Watched = t =>
            {
                t.ThrowIfCancellationRequested();
                return CancellationToken.None;
            },
        }),

        File(nameof(Suite.FingerprintsAreStable), "hashes the row as well", s => new(s) { Each = r => r with { Fingerprint = r.Fingerprint + (UInt128)r.Position.Row!.Value } }),
        File(nameof(Suite.AFingerprintDiffersWithEveryField), "hashes the key and the stage only", s => new(s) { Each = r => r with { Fingerprint = Hash(r.ApplicationId + "\u0001" + r.Stage) } }),
        File(nameof(Suite.AFingerprintTellsOneFieldFromTheNext), "joins values without a sign between them", s => new(s) { Each = r => r with { Fingerprint = Hash(string.Concat(r.ApplicationId, r.FirstName, r.LastName, r.JobId, r.JobTitle)) } }),
        File(nameof(Suite.OnlyWhatIsKnownIsLeftOut), "leaves everybody out once somebody is known", s => new(s) { All = (request, pages) => request.Known is null ? pages : pages.Select(p => p with { Records = [], Unchanged = [.. p.Unchanged, .. p.Records.Select(r => r.Fingerprint!.Value)] }) }),
        File(nameof(Suite.WhatIsKnownIsLeftOut), "does not ask what is known", s => new(s) { Asked = r => r with { Known = null } }),

        new(nameof(Suite.AWebhookThatIsNotProvenIsRefused), "believes what is not signed", () => new BrokenTalentSuite(p => new TellingSource(p) { BelievesEverything = true })),
        new(nameof(Suite.OneApplicationIsReadByItsId), "takes whoever comes first", () => new BrokenTalentSuite(p => new TellingSource(p) { Is = (r, _) => r.ApplicationId == "A-00001" })),
        new(nameof(Suite.AnOutageIsNoApplicationThatIsGone), "takes an outage for nobody", () => new BrokenTalentSuite(p => new TellingSource(p) { TakesOutagesForNobody = true })),
        new(nameof(Suite.NewsIsToldAndMayBeToldAgain), "can tell once", () => new BrokenTalentSuite(p => new TellingSource(p) { TellsOnce = true })),

        Api(nameof(Suite.AnOutageIsNeverAnEmptyPage), "takes an outage for nothing new", s => new(s) { Fault = f => f.Fault == SourceFault.Unavailable ? new SourcePage { NothingNew = true } : f }),
        Api(nameof(Suite.NoMessageNamesAPerson), "notes whom it read", s => new(s) { Page = p => p with { Notes = [.. p.Records.Select(r => $"read {r.Email}")] } }),
        new(nameof(Suite.NoMessageHoldsTheKey), "quotes its settings", () => new BrokenTalentSuite(p => new Bent(p.Sound()) { Fault = f => new SourceException(f.Fault, $"failed with {p.Settings.ApiKey}") })),
        Api(nameof(Suite.AFaultSaysWhatToDo), "says 'error'", s => new(s) { Fault = f => new SourceException(f.Fault, "error") }),
        Api(nameof(Suite.TheConnectionCheckSaysWhatItFound), "says ok", s => new(s) { Check = _ => Task.FromResult("ok") }),
        Api(nameof(Suite.TheConnectionCheckFailsWhereReadingWould), "finds that all is well", s => new(s) { Check = _ => Task.FromResult("all is well here") }),
        File(nameof(Suite.OnlyTheSameSetIsTakenForTheSame), "takes every set for the same", s => new(s) { Repeat = (request, _) => Task.FromResult<SourcePage?>(new SourcePage { Repeated = 6, Mark = request.Mark }) }),
        File(nameof(Suite.WithoutItsMarkNothingIsTakenForTheSame), "needs no mark", s => new(s) { Repeat = (request, check) => request.Mark is null or "" ? Task.FromResult<SourcePage?>(new SourcePage { Repeated = 6 }) : check() }),
    ];

    internal static BrokenAdapter Api(string check, string fault, Func<TalentSource, Bent> bend) => new(check, fault, () => new BrokenTalentSuite(p => bend(p.Sound())));

    internal static BrokenAdapter File(string check, string fault, Func<ICandidateSource, Bent> bend) => new(check, fault, () => new BrokenFileSuite(p => bend(p.Sound())));

    private static string? Berlin(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)
        ? TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : text;

    private static UInt128 Hash(string text) => new(0, (ulong)text.Aggregate(14695981039346656037ul, (hash, c) => (hash ^ c) * 1099511628211ul));

    private static string Kept(Dictionary<string, string> own, string next)
    {
        own["mine-" + next] = next;
        return "mine-" + next;
    }

    /// <summary>Sample ids are numbered by the minute of their first change.</summary>
    private static IEnumerable<SourcePage> Kept(ReadRequest request, IReadOnlyList<SourcePage> pages, Func<int, int, bool> keep)
    {
        var since = request.Since is { } text ? (int)(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) - SampleSet.Begin).TotalMinutes : (int?)null;
        return pages.Select(p => since is not { } minute ? p : p with { Records = [.. p.Records.Where(r => keep(int.Parse(r.ApplicationId!.AsSpan(2), CultureInfo.InvariantCulture), minute))] });
    }

    private sealed class CountsItsPagesInAField(ICandidateSource sound) : Bent(sound)
    {
        private int _page;

        public override async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            _page = 0;
            var page = 0;
            await foreach (var read in base.ReadAsync(request, cancellationToken))
            {
                if (++_page == ++page)
                {
                    yield return read;
                }
            }
        }
    }
}
