namespace AtsBridge.Tests.Conversion;

public sealed class ContactTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("  ada@example.com \t", "ada@example.com")]
    [InlineData("Ada Lovelace <ada@example.com>", "ada@example.com")]
    [InlineData("\"Lovelace, Ada\" <ada@example.com>", "ada@example.com")]
    [InlineData("ADA+jobs@Example.COM", "ADA+jobs@Example.COM")]
    [InlineData("o'hara@example.co.uk", "o'hara@example.co.uk")]
    [InlineData("ada@bücher.example", "ada@bücher.example")]
    [InlineData("jörg@example.com", "jörg@example.com")]
    public void OneAddressIsRead(string written, string address)
    {
        var email = Some.Accepted(Some.Record with { Email = written }).Email;

        Assert.Equal(new ContactValue(written.Trim(), address), email);
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("none")]
    [InlineData("ada@localhost")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada at example.com")]
    [InlineData("ada@@example.com")]
    [InlineData("\"ada lovelace\"@example.com")]
    [InlineData("0")]
    public void WhatIsNoAddressIsKeptAsWrittenAndNotUsed(string written) =>
        Assert.Equal(new ContactValue(written, null), Some.Accepted(Some.Record with { Email = written }).Email);

    [Theory]
    [InlineData("ada@example.com, bob@example.org")]
    [InlineData("ada@example.com,bob@example.org")]
    [InlineData("ada@example.com; bob@example.org")]
    [InlineData("ada@example.com bob@example.org")]
    [InlineData("ada@example.com|bob@example.org")]
    [InlineData("ada@example.com / bob@example.org")]
    [InlineData("ada@example.com\nbob@example.org")]
    [InlineData("ada@example.com ada@example.com")]
    [InlineData("Ada <ada@example.com>, Bob <bob@example.org>")]
    [InlineData("ada@example.com <bob@example.org>")]
    public void TwoAddressesAreNotOursToChooseFrom(string written)
    {
        var refused = Some.Refused(Some.Record with { Email = written });

        Assert.Equal(("Email", "A1"), (refused.Field, refused.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void WithoutAnAddressThereIsNone(string? written)
    {
        var application = Some.Accepted(Some.Record with { Email = written, Phone = written });

        Assert.Null(application.Email);
        Assert.Null(application.Phone);
    }

    [Fact]
    public void AnAddressLongerThanAnyCanBeIsNotUsed()
    {
        var written = new string('a', 400) + "@example.com";

        Assert.Equal(new ContactValue(written, null), Some.Accepted(Some.Record with { Email = written }).Email);
    }

    [Theory]
    [InlineData("(202) 555-0143")]
    [InlineData("+61 (244) 851-3839 x625")]
    [InlineData("267.565.8877")]
    [InlineData("12025550143")]
    public void APhoneNumberIsKeptAsWrittenAndNormalisedLater(string written) =>
        Assert.Equal(new ContactValue(written, null), Some.Accepted(Some.Record with { Phone = $" {written} " }).Phone);

    [Theory]
    [InlineData("1.2025E+10")]
    [InlineData("1,2025E+10")]
    [InlineData("1.2025550143e+10")]
    [InlineData("4.91511234567E+012")]
    public void ANumberThatASpreadsheetHasRoundedIsRefused(string written)
    {
        var refused = Some.Refused(Some.Record with { Phone = written });

        Assert.Equal(("Phone", "A1"), (refused.Field, refused.Key));
        Assert.Contains("as text", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData(" Yes ", true)]
    [InlineData("y", true)]
    [InlineData("1", true)]
    [InlineData("on", true)]
    [InlineData("x", true)]
    [InlineData("opted in", true)]
    [InlineData("Opted-In", true)]
    [InlineData("opted out", false)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    [InlineData("maybe", false)]
    [InlineData("ja", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OnlyAClearWordIsConsent(string? word, bool consents) =>
        Assert.Equal(consents, Some.Accepted(Some.Record with { SmsOptIn = word }).SmsOptIn);

    [Theory]
    [InlineData("4915112345678.0", true)]
    [InlineData("+12025550143.00", true)]
    [InlineData("202.555.0143", false)]
    [InlineData("030 90.0", false)]
    public void APhoneThatAProgramTookForANumberIsRefused(string phone, bool refused)
    {
        var conversion = RecordConversion.Convert(new SourceRecord { Position = new("some.csv", 2), ApplicationId = "A1", Phone = phone }, new ConversionRules());

        Assert.Equal(refused ? "Phone" : null, conversion.Rejection?.Field);
    }
}
