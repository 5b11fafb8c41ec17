using AtsBridge.Architecture.Tests;
using AtsBridge.Testing.Tests.Files;
using AtsBridge.Testing.Tests.Http;
using AtsBridge.Testing.Tests.Sinks;
using AtsBridge.Testing.Tests.Sources;

namespace AtsBridge.Testing.Tests;

/// <summary>A check that nothing fails proves nothing: each has a broken adapter that it catches.</summary>
public sealed class CheckTests
{
    private static readonly Dictionary<string, BrokenAdapter> Broken =
        new[] { BrokenSources.All, BrokenHttpSources.All, BrokenFileSources.All }.SelectMany(b => b).ToDictionary(b => b.Check, StringComparer.Ordinal);

    // Some checks of sinks have the name of one of sources.
    private static readonly Dictionary<string, BrokenAdapter> BrokenOfSinks = BrokenSinks.All.ToDictionary(b => b.Check, StringComparer.Ordinal);

    public static TheoryData<string> Checks => [.. Broken.Keys];

    public static TheoryData<string> ChecksOfSinks => [.. BrokenOfSinks.Keys];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task ABrokenSourceIsCaught(string check) => IsCaughtAsync(Broken[check]);

    [Theory]
    [MemberData(nameof(ChecksOfSinks))]
    public Task ABrokenSinkIsCaught(string check) => IsCaughtAsync(BrokenOfSinks[check]);

    private static async Task IsCaughtAsync(BrokenAdapter broken)
    {
        var outcome = await SuiteChecks.RunAsync(broken.Suite(), broken.Check);

        TestContext.Current.TestOutputHelper!.WriteLine($"{broken}\n{outcome.Why}");
        Assert.True(outcome.Result == CheckResult.Failed, $"{broken} was {outcome.Result}. {outcome.Why}");
        var fault = Assert.IsType<ConformanceException>(outcome.Fault);
        Assert.Equal(broken.Check, fault.Check);
    }

    [Fact]
    public void EveryCheckHasABrokenAdapter()
    {
        var checks = new[] { typeof(BrokenTalentSuite), typeof(BrokenFileSuite) }.SelectMany(SuiteChecks.Of).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(checks.Except(Broken.Keys));
        Assert.Empty(Broken.Keys.Except(checks));
        Assert.Equal(SuiteChecks.Of(typeof(BrokenSinkSuite)).Select(c => c.Name).Order(StringComparer.Ordinal), BrokenOfSinks.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(BrokenTalentSuite))]
    [InlineData(typeof(BrokenFileSuite))]
    public void ASuiteHasFortyChecksAtLeast(Type suite) => Assert.True(SuiteChecks.Of(suite).Count >= 40, $"{suite.Name} has {SuiteChecks.Of(suite).Count}");

    [Theory]
    [InlineData("AWebhookThatIsNotProvenIsRefused")]
    [InlineData("OneApplicationIsReadByItsId")]
    [InlineData("AnOutageIsNoApplicationThatIsGone")]
    [InlineData("NewsIsToldAndMayBeToldAgain")]
    [InlineData("NewsInAnOutageIsNotTakenForTold")]
    public async Task ASoundSourceWithTheAbilityPasses(string check) =>
        Assert.Equal(new CheckOutcome(check, CheckResult.Passed, null, null), await SuiteChecks.RunAsync(new BrokenTalentSuite(p => new TellingSource(p)), check));

    /// <summary>The sources that the broken ones are made of pass every check that applies to them.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheSoundSourcesPassEverything(bool files)
    {
        ConformanceSuite New() => files ? new BrokenFileSuite(p => p.Sound()) : new BrokenTalentSuite(p => p.Sound());
        foreach (var check in SuiteChecks.Of(New().GetType()))
        {
            var outcome = await SuiteChecks.RunAsync(New(), check.Name);
            Assert.True(outcome.Result != CheckResult.Failed, outcome.Why);
        }
    }

    [Fact]
    public async Task TheSoundSinkPassesEverything()
    {
        foreach (var check in SuiteChecks.Of(typeof(BrokenSinkSuite)))
        {
            var outcome = await SuiteChecks.RunAsync(new BrokenSinkSuite(p => p.Sound()), check.Name);
            Assert.True(outcome.Result == CheckResult.Passed, outcome.Why);
        }
    }

    [Fact]
    public async Task AFailureSaysWhatWasDoneWhatWasExpectedWhyItMattersAndWhereToLook()
    {
        var outcome = await SuiteChecks.RunAsync(Broken["EveryApplicationArrives"].Suite(), "EveryApplicationArrives");

        Assert.StartsWith("talent does not pass EveryApplicationArrives.\n  It did:   it delivered 9 records and not A-00005, A-00010, A-00012", outcome.Why, StringComparison.Ordinal);
        Assert.Contains("\n  Expected: each of the 12 applications", outcome.Why, StringComparison.Ordinal);
        Assert.Contains("\n  Matters:  Whoever is missing is never invited", outcome.Why, StringComparison.Ordinal);
        Assert.Contains("\n  Look at:  the end of the loop", outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFailureInTheGuideIsARealOne()
    {
        var guide = await File.ReadAllTextAsync(Repository.At("docs/writing-an-adapter.md"), TestContext.Current.CancellationToken);

        var outcome = await SuiteChecks.RunAsync(Broken["PagesThatShiftWhileTheyAreReadLoseNobody"].Suite(), "PagesThatShiftWhileTheyAreReadLoseNobody");

        Assert.Contains($"```text\n{outcome.Why}\n```", guide, StringComparison.Ordinal);
    }
}
