namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>The id under which a webhook names an application, for <see cref="IApplicationReader"/>.</summary>
    /// <param name="application">The application.</param>
    protected virtual string IdOf(SampleApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        return application["ApplicationId"] ?? "";
    }

    /// <summary>What is not proven is not believed, and nothing that comes in is an exception.</summary>
    [Check("Anybody on the internet can put anybody into the interview stage, or stop the host with one request.", "Receive: the signature over the bytes as they came, compared in constant time; no exception", Needs = Ability.Webhooks)]
    public Task AWebhookThatIsNotProvenIsRefused()
    {
        using var world = World([]);
        var receiver = Asked<IWebhookReceiver>(world);
        var wrong = WebhookProbe.Unproven(receiver, world.Clock.GetUtcNow());
        Require(wrong is null, $"of an unsigned request {wrong}", "Refused or NotConfigured, and never an exception");
        if (WebhookProbe.IsClosed(receiver, world.Clock.GetUtcNow()))
        {
            Skip("receives no webhooks with the settings of this suite");
        }

        return Task.CompletedTask;
    }

    /// <summary>One application is read as the whole is read, and one that isn't there is nobody.</summary>
    [Check("A webhook names somebody, and somebody else is invited; or a record of another shape undoes what a read knew.", "ReadApplicationAsync: the same code that makes records of a page; 'not found' is an empty page", Needs = Ability.SingleReads)]
    public async Task OneApplicationIsReadByItsId()
    {
        var samples = SampleSet.Ordinary(4);
        using var world = World(samples);
        var reader = Asked<IApplicationReader>(world);
        var page = await TryAsync(() => reader.ReadApplicationAsync(IdOf(samples[2]), Token), "a page with that application");
        Require(page.Records.Count == 1 && KeyOf(page.Records[0]) == KeyOf(samples[2]), $"of {KeyOf(samples[2])} it delivered {KeyList(page.Records.Select(r => KeyOf(r) ?? "(no key)"))}", "that application");
        var different = Differences(samples[2], page.Records[0]);
        Require(different.Count == 0, $"it delivered {string.Join(", ", different)}", "the record that a read would deliver");
        var nobody = await TryAsync(() => reader.ReadApplicationAsync("no-such-id", Token), "an empty page");
        Require(nobody.Records.Count == 0, $"of an id that nobody has it delivered {nobody.Records.Count} records", "an empty page");
    }

    /// <summary>Where one application can't be read, that is said.</summary>
    [Check("A webhook in the minute of an outage is taken for a deletion, and the change is lost until the next full read.", "ReadApplicationAsync: an outage is a SourceException, as for a read", Needs = Ability.SingleReads)]
    public async Task AnOutageIsNoApplicationThatIsGone()
    {
        using var first = World(SampleSet.Ordinary(3));
        Asked<IApplicationReader>(first);
        foreach (var (what, world) in Struck())
        {
            using (world)
            {
                var (read, _) = await ReadOrFaultAsync(async () => new Reading(null, [await Asked<IApplicationReader>(world).ReadApplicationAsync(IdOf(SampleSet.One(1)), Token)]));
                Require(read is null, $"{what}: it delivered a page with {read?.Count} records", "a SourceException");
            }
        }
    }

    /// <summary>News is told, and may be told again.</summary>
    [Check("The ATS never shows that an invite went out, or a crash leaves it with a fault that nobody can mend.", "ReportAsync: null where it is told, the second time as well", Needs = Ability.Reporting)]
    public async Task NewsIsToldAndMayBeToldAgain()
    {
        using var world = World(SampleSet.Ordinary(3));
        var reporter = Asked<IInviteReporter>(world);
        Require(reporter.CannotReport is null, $"it can't report: {reporter.CannotReport}", "settings in this suite with which it can, or Reporting among what it lacks");
        var news = News(world);
        for (var i = 0; i < 2; i++)
        {
            var refused = await TryAsync(() => reporter.ReportAsync(news, Token), "null: it is told");
            Require(refused is null, $"time {i + 1} it refused: {refused}", "null: it is told");
        }
    }

    private protected InviteNews News(SourceWorld world) => new("kit:A-00001:route", IdOf(SampleSet.One(1)), InviteProgress.Sent, "sent", world.Clock.GetUtcNow())
    {
        Route = "route", InterviewId = "interview", CandidateId = SampleSet.One(1)["CandidateId"], JobId = SampleSet.One(1)["JobId"],
    };
}
