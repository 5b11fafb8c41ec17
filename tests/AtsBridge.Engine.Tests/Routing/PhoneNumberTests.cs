using AtsBridge.Routing;

namespace AtsBridge.Engine.Tests.Routing;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("(202) 555-0143", "US", "+12025550143")]
    [InlineData("202.555.0143", "us", "+12025550143")]
    [InlineData("+44 7400 123456", null, "+447400123456")]
    [InlineData("07400 123456", "GB", "+447400123456")]
    [InlineData("0049 30 901820", "DE", "+4930901820")]
    public void Normalised(string raw, string? region, string expected) =>
        Assert.Equal(expected, PhoneNumberNormalizer.ToE164(raw, region));

    [Theory]
    [InlineData("(202) 555-0143", null)]
    [InlineData("n/a", "US")]
    [InlineData("0", "US")]
    [InlineData("+61 (244) 851-3839 x625", "AU")]
    [InlineData("", "US")]
    [InlineData(null, "US")]
    public void NotANumberThatCanBeReached(string? raw, string? region) =>
        Assert.Null(PhoneNumberNormalizer.ToE164(raw, region));
}
