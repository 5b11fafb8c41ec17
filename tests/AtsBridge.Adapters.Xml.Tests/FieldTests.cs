using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>XPaths into a record.</summary>
public sealed class FieldTests
{
    private const string Person = """
        <Stage key="s1">Phone Screen</Stage>
        <Name><Given>Ada</Given><Family>Vaughan</Family></Name>
        <Phone type="work">1</Phone><Phone type="mobile">2</Phone><Phone type="mobile" old="true">3</Phone>
        <Job no="007"><Title>Clerk &amp; <![CDATA[<Bookkeeper>]]></Title></Job>
        <Pair><Key>Source</Key><Value>Fair</Value></Pair><Pair><Key>City</Key><Value>Rome</Value></Pair>
        """;

    [Theory]
    [InlineData("Name/Given", "Ada")]
    [InlineData("Name/Given/text()", "Ada")]
    [InlineData("Stage/@key", "s1")]
    [InlineData("Job/@no", "007")]
    [InlineData("Job/Title", "Clerk & <Bookkeeper>")]
    [InlineData("Phone[@type='work']", "1")]
    [InlineData("Phone[@type='mobile' and not(@old)]", "2")]
    [InlineData("Phone[3]", "3")]
    [InlineData("(Phone[@type='mobile'])[1]", "2")]
    [InlineData("Phone[last()]", "3")]
    [InlineData("Pair[Key='City']/Value", "Rome")]
    [InlineData("Key[.='none']", null)]
    [InlineData(".//Family", "Vaughan")]
    [InlineData("//Family", "Vaughan")]
    [InlineData("concat(Name/Given, ' ', Name/Family)", "Ada Vaughan")]
    [InlineData("count(Phone)", "3")]
    [InlineData("boolean(Phone)", "true")]
    [InlineData("Name | Nickname/@of", "wrong")]
    [InlineData("Name", "wrong")]
    [InlineData("Phone", "wrong")]
    [InlineData("@none", null)]
    public async Task APathLeadsToOneValue(string path, string? value)
    {
        using var export = XmlExport.Applications(Person).With(new FieldMap { ApplicationId = "@id", Stage = "Stage", Attributes = { ["it"] = path } });
        var read = await export.ReadAsync();
        if (string.Equals(value, "wrong", StringComparison.Ordinal))
        {
            var rejected = Assert.Single(read.Rejected);
            Assert.Equal(("it", "A1"), (rejected.Field, rejected.Key));
        }
        else
        {
            Assert.Equal(value, Assert.Single(read.Records).Attributes.GetValueOrDefault("it"));
        }
    }

    [Fact]
    public async Task SeveralHitsAreAskedToBeChosenFrom()
    {
        using var export = XmlExport.Applications(Person).With(new FieldMap { ApplicationId = "@id", Stage = "Stage", Phone = "Phone" });
        var rejected = Assert.Single((await export.ReadAsync()).Rejected);
        Assert.Equal("Phone", rejected.Field);
        Assert.Contains("Phone hits 3 values", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("Phone[@type='…']", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("<Given>Ada</Given>", rejected.Excerpt, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnElementThatHoldsOthersIsNoValue()
    {
        using var export = XmlExport.Applications(Person).With(new FieldMap { ApplicationId = "@id", Stage = "Stage", FullName = "Name" });
        Assert.Contains("Given, Family; name one of them, such as Name/Given", Assert.Single((await export.ReadAsync()).Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingIsNotEmptyAndNilIsMissing()
    {
        using var export = XmlExport.Applications(
            "<Stage>x</Stage>",
            "<Stage>x</Stage><Email/><Status/>",
            "<Stage>x</Stage><Email> </Email><Status>Active</Status>",
            "<Stage>x</Stage><Email xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/><Status xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/>");
        var read = await export.ReadAsync();
        Assert.Equal([null, "", "", null], read.Records.Select(r => r.Email));
        // A source that has a status says nothing about this one: unknown, and never silently active.
        Assert.Equal(["", "", "Active", ""], read.Records.Select(r => r.Status));
    }

    [Fact]
    public async Task APathThatNobodyHasIsSaid()
    {
        using var export = XmlExport.Applications("<Stage>x</Stage>", "<Stage>x</Stage>").With(new FieldMap { ApplicationId = "@id", Stage = "Stage", Email = "Mail" });
        Assert.Contains("Fields:Email is 'Mail'", (await export.ReadAsync()).Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStageThatNobodyHasIsAFaultThatListsTheRealPaths()
    {
        using var export = XmlExport.Applications(Person, Person).With(new FieldMap { ApplicationId = "@id", Stage = "Step" });
        var fault = await export.FaultAsync();
        Assert.Contains("Stage is 'Step'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Stage/@key, Stage, Name/Given", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Phone[@type='mobile']", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Pair[1]/Key", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Application/Stage", "leave out the '/'")]
    [InlineData("../Job", "leaves the record")]
    [InlineData("Stage[", "")]
    [InlineData("p:Stage", "")]
    [InlineData("lower-case(Stage)", "")]
    [InlineData("$x", "")]
    public void WhatIsNoPathIsFoundBeforeAnythingStarts(string path, string says)
    {
        var problem = Assert.Single(XmlExport.Validate(new XmlSettings { Path = "x.xml", Fields = new FieldMap { ApplicationId = "@id", Stage = path } }));
        Assert.StartsWith($"Fields:Stage is '{path}'", problem, StringComparison.Ordinal);
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Candidates//Candidate")]
    [InlineData("Candidates/Candidate[1]")]
    [InlineData("Candidates/")]
    [InlineData("p:Candidates")]
    [InlineData("")]
    public void WhatIsNoWayToRecordsIsFoundBeforeAnythingStarts(string records) =>
        Assert.StartsWith($"Records is '{records}'", Assert.Single(XmlExport.Validate(new XmlSettings { Path = "x.xml", Records = records })), StringComparison.Ordinal);

    [Fact]
    public void GoodSettingsHaveNoFault() =>
        Assert.Empty(XmlExport.Validate(new XmlSettings { Path = "x.xml", Records = "h:A/b", Namespaces = { ["h"] = "urn:h" }, Fields = new FieldMap { ApplicationId = "h:id", Stage = "Step[@xml:lang='en']" } }));
}
