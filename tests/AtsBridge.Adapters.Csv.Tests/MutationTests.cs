using System.Text;
using AtsBridge.Adapters.Records;
using AtsBridge.Mutations;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>A hundred thousand damaged files; more with <c>ATSBRIDGE_MUTATIONS=5000000</c>.</summary>
public sealed class MutationTests
{
    private static readonly byte[][] Sound =
    [
        Encoding.UTF8.GetBytes("\uFEFFApplication ID,First Name,Email,Stage\r\nA1,Zoë,zoe@example.com,\"Phone, or Video\"\r\nA2,\"Ada \"\"Countess\"\"\",,\"On\r\nsite\"\r\nA3,Bo,bo@example.com,Offer\r\n"),
        Encoding.Latin1.GetBytes("Report of today\n\nApplication ID;First Name;Email;Stage\nA1;Zoë;zoe@example.com;Offer\n;;;\nA2;Jörg;;Phone\n"),
        Encoding.Unicode.GetBytes("\uFEFFApplication ID\tFirst Name\tEmail\tStage\nA1\tZoë\tzoe@example.com\tOffer\nA2\tBo\t\tPhone\n"),
    ];

    private static readonly byte[][] Words =
    [
        .. new[] { ",", ";", "\t", "|", "\"", "\"\"", "\",\"", "\r\n", "\n", "\r", "\0", "\uFEFF", "\uFFFF", "Application ID", "First Name,", "A9,x,y,z\n", "=1+1", "1.2E+10", "**EndOfHeader**", "sep=;\n", ",,,,\n", "😀" }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xFE, 0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF], [0x1F, 0x8B],
    ];

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task WhateverIsDamagedRecordsAndQuarantineComeOutOrASourceException()
    {
        var tally = await MutationRun.ReadAllAsync(
            "people.csv",
            number => Mutation.Of(Sound[number % Sound.Length], number, Words),
            (context, number) => new CsvSource(new CsvSettings { Path = "people.csv", Fields = number % 5 == 0 ? null : Fields, StableFor = TimeSpan.Zero, MaxCellChars = 100 }, context, TimeProvider.System, Http),
            RowCheck.EachOnce,
            TestContext.Current.CancellationToken);
        Assert.True(tally is { Records: > 0, Rejected: > 0, Refused: > 0 }, $"{tally}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{tally}");
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("x")]
    [InlineData("\0")]
    public async Task AHintThatIsNoDelimiterIsNone(string hint)
    {
        using var export = Export.Of($"sep={hint}", Export.Header, "A1,Ada,ada@example.com,Applied");
        Assert.Equal(["A1"], (await export.ReadAsync()).Ids);
    }

    private static FieldMap Fields => Export.Fields;
}
