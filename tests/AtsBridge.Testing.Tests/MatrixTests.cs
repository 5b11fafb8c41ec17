using System.Text.RegularExpressions;
using AtsBridge.Architecture.Tests;
using AtsBridge.Testing.Tests.Files;

namespace AtsBridge.Testing.Tests;

/// <summary>The table of adapters: what the checks show, and every adapter that there is.</summary>
public sealed partial class MatrixTests
{
    private static readonly CapabilityRow Row = new("csv", IsSink: false, new HashSet<Ability> { Ability.Gzip, Ability.Known }, new HashSet<Ability> { Ability.Nulls }, 70);

    [Fact]
    public void EveryAdapterIsInTheDocument()
    {
        var adapters = Repository.Written("adapters", "*.cs").Concat(Repository.Written("src/AtsBridge.Gather", "*.cs"))
            .SelectMany(file => Attribute().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value)).Order(StringComparer.Ordinal).ToList();
        var listed = CapabilityDocument.Names(File.ReadAllText(Repository.At("docs/adapters.md"))).ToList();

        Assert.NotEmpty(adapters);
        var missing = adapters.Except(listed, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"docs/adapters.md does not list {string.Join(", ", missing)}: let a test class of each inherit a suite of AtsBridge.Testing, and run it once with {CapabilityDocument.Accept}=1.");
    }

    [Fact]
    public void ARowIsAddedAtItsPlaceAndReplacedWhereItIs()
    {
        var one = CapabilityDocument.With("# Title\n\nText.\n", Row with { Name = "xml" });
        var two = CapabilityDocument.With(one, Row);
        var three = CapabilityDocument.With(two, Row with { IsSink = true, Name = "gather" });
        var four = CapabilityDocument.With(three, Row with { Checks = 71 });

        Assert.Equal(["csv", "xml"], CapabilityDocument.Names(two));
        Assert.Equal(["csv", "xml", "gather"], CapabilityDocument.Names(three));
        Assert.Equal(three.Replace("| 70 |\n| xml", "| 71 |\n| xml", StringComparison.Ordinal), four);
        Assert.Equal(four, CapabilityDocument.With(four, Row with { Checks = 71 }));
        Assert.StartsWith("# Title\n\nText.\n\n| source | connection check |", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADocumentThatSaysSomethingElseIsNoticed()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, CapabilityDocument.With("", Row), TestContext.Current.CancellationToken);

        CapabilityDocument.Keep(file, Row);
        var fault = Assert.Throws<ConformanceException>(() => CapabilityDocument.Keep(file, Row with { Can = new HashSet<Ability>() }));

        Assert.Contains("ATSBRIDGE_ACCEPT_ADAPTERS=1", fault.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task AnAdapterThatFailsACheckHasNoRow()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => CapabilityRow.OfAsync(new LooseSuite()));

        Assert.Contains("what it can do is not known", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>The check that failed is red by itself; the row says why there is none.</summary>
    [Fact]
    public async Task WhatItCanDoIsSkippedWhileAnotherCheckIsRed()
    {
        var skipped = await Assert.ThrowsAsync<Xunit.Sdk.SkipException>(() => new LooseSuite().WhatThisAdapterCanDo());

        Assert.Matches("json does not pass [A-Za-z0-9]+ yet, so what it can do is not known", skipped.Message);
    }

    [Fact]
    public async Task TheCountSaysWhatItLeavesOut()
    {
        var row = await CapabilityRow.OfAsync(new Example.Talent.Tests.TalentConformanceTests());

        Assert.Contains(row.Skipped, s => s is { Check: "OnlyTheSameSetIsTakenForTheSame", Why: "talent does not implement IRepeatCheck" });
        Assert.Equal(SuiteChecks.Of(typeof(Example.Talent.Tests.TalentConformanceTests)).Count, row.Checks + row.Skipped.Count);
        Assert.StartsWith($"{row.Checks} checks of talent passed. Not counted: this one, and {row.Skipped.Count} that were skipped:\n  ", row.LeftOut(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsDeclaredLackingIsSkippedWithItsReasonAndNotShown()
    {
        var row = await CapabilityRow.OfAsync(new Example.Talent.Tests.TalentConformanceTests());

        Assert.Superset(new HashSet<Ability> { Ability.Key, Ability.Paging, Ability.Changes, Ability.ShiftingPages, Ability.Connection, Ability.Nulls, Ability.MissingFields }, row.Can.ToHashSet());
        Assert.DoesNotContain(Ability.Repeat, row.Can);
        Assert.DoesNotContain(Ability.Gzip, row.Can);
        var skipped = await SuiteChecks.RunAsync(new WithoutGzip(), "ACompressedFileIsReadLikeAnyOther");
        Assert.Equal((CheckResult.Skipped, "json has no Gzip: it is a test"), (skipped.Result, skipped.Why));
    }

    [GeneratedRegex("""^\[Adapter\("(?<name>[^"]+)"(,|\))""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();

    private sealed class WithoutGzip : FileSourceConformance<AtsBridge.Adapters.Json.JsonSource, LooseSettings>
    {
        protected override IReadOnlyList<Lacking> Lacks => [new(Ability.Gzip, "it is a test")];

        protected override string Extension => "json";

        protected override LooseSettings Settings(string path) => new();

        protected override byte[] Write(IReadOnlyList<SampleApplication> applications) => [];
    }
}
