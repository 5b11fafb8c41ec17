namespace AtsBridge.Tests;

public sealed class RecordConversionTests
{
    private static readonly ConversionRules NoRules = new();

    [Fact]
    public void IdsStayStrings()
    {
        var application = Convert(Some() with { ApplicationId = "272735e2", JobId = "007" });

        Assert.Equal("272735e2", application.Key);
        Assert.Equal("007", application.JobId);
    }
    private static SourceRecord Some() => new() { Position = new("some.csv", 2), ApplicationId = "A1" };

    private static Application Convert(SourceRecord record) =>
        RecordConversion.Convert(record, NoRules).Application ?? throw new InvalidOperationException("rejected");
}
