using CsCheck;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>What is known is skipped without making a document of it. It must change nothing else.</summary>
public sealed class KnownTests
{
    private static readonly Gen<string> Inner = Gen.OneOf(
        "<Stage>x</Stage>", "<Stage>y</Stage><Email>a@example.com</Email>", "<Stage/>", "<Stage>x</Stage><Stage>y</Stage>", "<Stage>&#x1;</Stage>", "<Stage nil='1'><b>x</b></Stage>",
        "<Name><Given>Ada</Given></Name><Stage>x</Stage>", "<Stage>x</Stage><Note>" + "long long ago" + "</Note>", "");

    [Fact]
    public async Task SkippingWhatIsKnownLeavesEverythingElseAsItIs() =>
        await Gen.Select(Inner.Array[0, 40], Gen.Int[0, 3]).SampleAsync(
            async (inner, share) =>
            {
                using var export = XmlExport.Applications(["<Stage>x</Stage>", "<Stage>x</Stage>", .. inner]);
                var plain = await export.ReadAsync();
                var fingerprints = plain.Records.Select(r => r.Fingerprint!.Value).ToList();
                var known = fingerprints.Where((_, i) => share == 0 || i % (share + 1) == 0).ToHashSet();
                var quick = await export.ReadAsync(known.Contains);
                Assert.Equal(fingerprints.Where(known.Contains), quick.Unchanged);
                Assert.Equal(plain.Records.Where(r => !known.Contains(r.Fingerprint!.Value)).Select(r => (r.ApplicationId, r.Position)), quick.Records.Select(r => (r.ApplicationId, r.Position)));
                Assert.Equal(plain.Rejected, quick.Rejected);
            },
            iter: 300);

    [Fact]
    public async Task AnyChangeOfAnyNodeIsAChange()
    {
        string[] versions =
        [
            "<Stage>x</Stage><Email>a</Email>", "<Stage>x</Stage><Email>b</Email>", "<Stage>xa</Stage><Email/>", "<Stage>x</Stage><Email kind='a'>a</Email>", "<Stage>x</Stage><Email a='kind'>a</Email>",
            "<Stage>x</Stage><Emai>a</Emai>", "<Email>a</Email><Stage>x</Stage>", "<Stage>x<Email>a</Email></Stage>", "<Stage>x</Stage><Email>a</Email><Email/>", "<Stage>x</Stage>",
        ];
        var seen = new HashSet<UInt128>();
        foreach (var version in versions)
        {
            using var export = XmlExport.Applications(version).With(s => s with { Fields = new() { ApplicationId = "@id", Stage = "Stage/text()", Email = "(.//Email)[1]" } });
            Assert.True(seen.Add((await export.ReadAsync()).Records.Single().Fingerprint!.Value), version);
        }
    }

    [Fact]
    public async Task OtherSettingsMakeOtherFingerprints()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>");
        var seen = new List<UInt128?>();
        foreach (var change in new Func<XmlSettings, XmlSettings>[] { s => s, s => s with { Fields = s.Fields! with { Email = "Mail" } }, s => s with { Namespaces = new(StringComparer.Ordinal) { ["p"] = "urn:p" } }, s => s with { MaxCellChars = 777 } })
        {
            using var other = XmlExport.Applications("<Stage>x</Stage>");
            seen.Add((await other.With(change).ReadAsync()).Records.Single().Fingerprint);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task WhatIsNewAmongManyThatAreKnownIsFoundWhereItStands()
    {
        using var export = XmlExport.Applications([.. Enumerable.Range(0, 5000).Select(i => $"<Stage>{i % 7}</Stage><Note>{i}</Note>")]);
        var all = (await export.ReadAsync()).Records;
        var changed = all.Where((_, i) => i % 97 == 0).ToList();
        var known = all.Except(changed).Select(r => r.Fingerprint!.Value).ToHashSet();
        var read = await export.ReadAsync(known.Contains);
        Assert.Equal(changed.Select(r => r.Position), read.Records.Select(r => r.Position));
        Assert.Equal(known.Count, read.Unchanged.Count);
        Assert.DoesNotContain("In none", read.Notes, StringComparison.Ordinal);
    }
}
