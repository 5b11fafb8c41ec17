using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(",", true)]
    [InlineData("tab", true)]
    [InlineData("\t", true)]
    [InlineData("TAB", true)]
    [InlineData("::", false)]
    [InlineData("", false)]
    public void ADelimiterIsOneOfAShortList(string delimiter, bool isAllowed) =>
        Assert.Equal(isAllowed, Errors(new CsvSettings { Path = "a.csv", Delimiter = delimiter }).Count == 0);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("Windows-1252", true)]
    [InlineData("iso-8859-1", true)]
    [InlineData("utf-7", false)]
    [InlineData("klingon", false)]
    [InlineData("", false)]
    public void AnEncodingIsOneThatExists(string encoding, bool isAllowed) =>
        Assert.Equal(isAllowed, Errors(new CsvSettings { Path = "a.csv", Encoding = encoding }).Count == 0);

    [Fact]
    public async Task WhatTheSettingsSayIsNotFoundOut()
    {
        using var export = Export.Of(Export.Header.Replace(',', '|'), "A1|Ada|ada@example.com|Applied")
            .With(s => s with { Delimiter = "|", Encoding = "windows-1252" });
        Assert.Equal(["A1"], (await export.ReadAsync()).Ids);
        Assert.StartsWith(
            "people.csv: delimiter \"|\", windows-1252, headings on line 1, fields: ApplicationId ← \"Application ID\"",
            await export.Source.CheckAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledReadEnds()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in export.Source.ReadAsync(new ReadRequest(Since: null), cancellation.Token))
            {
                Assert.Fail("It went on.");
            }
        });
    }

    private static List<ValidationResult> Errors(CsvSettings settings)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        return results;
    }
}
