using System.Globalization;
using AtsBridge.Cli.Recording;
using AtsBridge.Routing;
using CsCheck;

namespace AtsBridge.Cli.Tests.Recording;

/// <summary>Pseudonyms: other people, of the same shape, always the same.</summary>
public sealed class ShapeCipherTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly Pseudonyms _names = new(Key, "US");

    private static readonly Gen<string> Texts = Gen.String[Gen.Char["abcXYZ0019é ßЖ李-_.+/"], 0, 24];

    [Fact]
    public void TheShapeStays() => Texts.Sample(text =>
    {
        var other = _names.Id(text);

        Assert.Equal(text.Select(Kind), other.Select(Kind));
        Assert.Equal(Zeros(text), Zeros(other));
    });

    [Fact]
    public void TwoStayTwo()
    {
        foreach (var (digits, format) in new[] { (1, "D1"), (2, "D2"), (3, "D3"), (4, "D4") })
        {
            var all = Enumerable.Range(0, (int)Math.Pow(10, digits)).Select(n => n.ToString(format, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(all.Count, all.Select(_names.Id).Distinct(StringComparer.Ordinal).Count());
        }

        Gen.Select(Texts, Texts).Sample((a, b) => Assert.Equal(a == b, _names.Id(a) == _names.Id(b)));
    }

    [Fact]
    public void AnotherKeyGivesAnother() =>
        Assert.NotEqual(_names.Id("4711-ABCDEFG"), new Pseudonyms([.. Key.Reverse()], "US").Id("4711-ABCDEFG"));

    [Fact]
    public void AnAddressIsOneOfNobodyAndTheSameInAnyCase()
    {
        var one = _names.Email("Ada.Lovelace@Mail.engine.com");

        Assert.Matches(@"^[A-Z][a-z]{2}\.[A-Z][a-z]{7}@[A-Z][a-z]{3}\.[a-z]{6}\.com\.example$", one);
        Assert.Equal(one, _names.Email("ada.lovelace@mail.engine.com"), ignoreCase: true);
        Assert.NotEqual(one, _names.Email("ada.lovelace@mail.engine.org"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(2, _names.Email("a.long.one@x.com; b.long.one@y.com").Count(c => c == '@'));
    }

    [Fact]
    public void TheWholeNameIsItsParts() =>
        Assert.Equal($"{_names.Name("Ada")} {_names.Name("Lovelace")}", _names.Name("Ada Lovelace"));

    [Theory]
    [InlineData("+1 (202) 555-0143", "2025550143")]
    [InlineData("+12025550143", "1-202-555-0143")]
    [InlineData("+49 151 23456789", "+4915123456789")]
    public void ANumberIsAnotherNumberOfItsCountryInAnyNotation(string one, string two)
    {
        var (a, b) = (PhoneNumberNormalizer.ToE164(_names.Phone(one), "US"), PhoneNumberNormalizer.ToE164(_names.Phone(two), "US"));

        Assert.NotNull(a);
        Assert.Equal(a, b);
        Assert.NotEqual(PhoneNumberNormalizer.ToE164(one, "US"), a);
        Assert.Equal(one.Select(Kind), _names.Phone(one).Select(Kind));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("call me maybe")]
    [InlineData("1.2E+10")]
    [InlineData("4915112345678.0")]
    public void WhatIsNoNumberStaysNone(string value) => Assert.Null(PhoneNumberNormalizer.ToE164(_names.Phone(value), "US"));

    [Theory]
    [InlineData("1.2025E+10")]
    [InlineData("3E+07")]
    public void ARoundedNumberStaysOne(string value) =>
        Assert.NotNull(RecordConversion.Convert(new() { Position = new("x"), ApplicationId = _names.Id(value) }, ConversionRules.None).Rejection);

    private static string Kind(char c) => char.IsAsciiDigit(c) ? "digit" : char.IsLetter(c) ? $"{char.GetUnicodeCategory(c)}" : $"{c}";

    private static int Zeros(string text) => text.TakeWhile(c => c == '0').Count();
}
