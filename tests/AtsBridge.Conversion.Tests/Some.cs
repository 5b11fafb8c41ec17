namespace AtsBridge.Tests.Conversion;

/// <summary>Shorthand for one record and what becomes of it.</summary>
internal static class Some
{
    internal static readonly ConversionRules NoRules = new();

    internal static SourceRecord Record { get; } = new() { Position = new("some.csv", 2), ApplicationId = "A1" };

    internal static Application Accepted(SourceRecord record, ConversionRules? rules = null)
    {
        var conversion = RecordConversion.Convert(record, rules ?? NoRules);
        Assert.Null(conversion.Rejection);
        return conversion.Application!;
    }

    internal static RejectedRecord Refused(SourceRecord record)
    {
        var conversion = RecordConversion.Convert(record, NoRules);
        Assert.Null(conversion.Application);
        return conversion.Rejection!;
    }
}
