using System.Globalization;
using System.Reflection;
using AtsBridge.Testing.Tests.Sources;

namespace AtsBridge.Testing.Tests.Http;

/// <summary>One field that is wrong everywhere: what the many checks say that meet it, and one that only looks wrong.</summary>
public sealed class OneWrongFieldTests
{
    private static readonly Func<BrokenTalentSuite> ForgetsConsent = () => new(p => new Bent(p.Sound()) { Each = r => r with { SmsOptIn = null } });

    [Theory]
    [InlineData("EqualMomentsAroundAPagesEndLoseNobody")]
    [InlineData("PagesThatShiftWhileTheyAreReadLoseNobody")]
    [InlineData("AChangeInTheCursorsOwnMomentIsRead")]
    [InlineData("WhatChangesIsReadAgain")]
    public async Task IsNotCalledALossAndPointsToTheFieldsCheck(string check)
    {
        var outcome = await SuiteChecks.RunAsync(ForgetsConsent(), check);

        Assert.Equal(check, Assert.IsType<ConformanceException>(outcome.Fault).Check);
        Assert.Contains("it delivered SmsOptIn '(null)' instead of 'true'", outcome.Why, StringComparison.Ordinal);
        Assert.Contains("\n  Look at:  see EveryFieldArrives first", outcome.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("not delivered", outcome.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("did not deliver", outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFieldsCheckPointsNowhereElse()
    {
        var outcome = await SuiteChecks.RunAsync(ForgetsConsent(), "EveryFieldArrives");

        Assert.Contains("\n  Look at:  the mapping of fields", outcome.Why, StringComparison.Ordinal);
    }

    /// <summary>An older version of somebody is a loss, and stays one.</summary>
    [Fact]
    public async Task AnOlderVersionIsNotTakenForAWrongField()
    {
        var outcome = await SuiteChecks.RunAsync(new BrokenTalentSuite(p => new Bent(p.Sound()) { Each = r => r.Stage == "Offer" ? r with { Stage = "Applied", StageId = "0010" } : r }), "WhatChangesIsReadAgain");

        Assert.Contains("moved to another stage, and the next read did not deliver it", outcome.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("EveryFieldArrives", outcome.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task MomentsAsUnixTimesAreNoWrongFields(int perSecond)
    {
        BrokenTalentSuite New() => new(p => new Bent(p.Sound())
        {
            Each = r => r with { StageEnteredAt = Unix(r.StageEnteredAt, perSecond), UpdatedAt = Unix(r.UpdatedAt, perSecond) },
        });
        // Bent claims IRepeatCheck for sources that have it, and the template's has not.
        foreach (var check in SuiteChecks.Of(typeof(BrokenTalentSuite)).Where(c => c.GetCustomAttribute<CheckAttribute>()!.Needs != Ability.Repeat))
        {
            var outcome = await SuiteChecks.RunAsync(New(), check.Name);
            Assert.True(outcome.Result != CheckResult.Failed, outcome.Why);
        }
    }

    [Fact]
    public async Task AUnixTimeOfAnotherMomentIsOne()
    {
        var outcome = await SuiteChecks.RunAsync(new BrokenTalentSuite(p => new Bent(p.Sound()) { Each = r => r with { UpdatedAt = "1772438640" } }), "EveryFieldArrives");

        Assert.Contains("UpdatedAt '1772438640' instead of", outcome.Why, StringComparison.Ordinal);
    }

    // What names no zone is left as it is, as an API with Unix times never has it.
    private static string? Unix(string? text, int perSecond) =>
        text is { Length: > 19 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)
            ? (perSecond == 1 ? moment.ToUnixTimeSeconds() : moment.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture)
            : text;
}
