using AtsBridge.Adapters.Records;

namespace AtsBridge.Adapters.Xml.Tests;

/// <summary>Candidates in the shape of HR-XML 2.5: a default namespace, ids with owners, names in several scripts, no word for a stage.</summary>
public sealed class HrXmlTests
{
    private const string People = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Envelope xmlns="http://ns.hr-xml.org/2007-04-15" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Sender><Contact><Telephone><FormattedNumber>+31 20 555 0100</FormattedNumber></Telephone></Contact></Sender>
          <Candidate>
            <CandidateRecordInfo>
              <Id idOwner="ats"><IdValue>C-17</IdValue></Id><Id idOwner="agency"><IdValue>998</IdValue></Id>
              <Status>Active</Status>
            </CandidateRecordInfo>
            <RelatedPositionPostings><PositionPosting><Id><IdValue>J-4</IdValue></Id><Title>Baker</Title><Status validFrom="2026-01-01">Phone Screen</Status></PositionPosting></RelatedPositionPostings>
            <CandidateProfile>
              <PersonalData>
                <PersonName><FormattedName type="presentation">Aiko Mori</FormattedName><FormattedName type="kana">モリ アイコ</FormattedName></PersonName>
                <ContactMethod><Use>personal</Use><InternetEmailAddress>aiko@example.com</InternetEmailAddress></ContactMethod>
                <ContactMethod><Use>business</Use><InternetEmailAddress>office@example.com</InternetEmailAddress></ContactMethod>
                <ContactMethod><Use>personal</Use><Mobile><InternationalCountryCode>31</InternationalCountryCode><AreaCityCode>6</AreaCityCode><SubscriberNumber>55501234</SubscriberNumber></Mobile></ContactMethod>
              </PersonalData>
            </CandidateProfile>
          </Candidate>
          <Candidate>
            <CandidateRecordInfo><Id idOwner="ats"><IdValue>C-18</IdValue></Id><Status/></CandidateRecordInfo>
            <RelatedPositionPostings><PositionPosting><Id><IdValue>J-4</IdValue></Id><Status>Offer</Status></PositionPosting></RelatedPositionPostings>
            <CandidateProfile><PersonalData><PersonName/></PersonalData></CandidateProfile>
          </Candidate>
        </Envelope>
        """;

    private static readonly FieldMap Fields = new()
    {
        CandidateId = "CandidateRecordInfo/Id[@idOwner='ats']/IdValue",
        JobId = "RelatedPositionPostings/PositionPosting/Id/IdValue",
        JobTitle = "RelatedPositionPostings/PositionPosting/Title",
        Stage = "RelatedPositionPostings/PositionPosting/Status",
        FullName = "CandidateProfile/PersonalData/PersonName/FormattedName[@type='presentation']",
        Email = "CandidateProfile/PersonalData/ContactMethod[Use='personal']/InternetEmailAddress",
        Phone = "concat(substring('+', 1, count(.//Mobile)), .//Mobile/InternationalCountryCode, .//Mobile/AreaCityCode, .//Mobile/SubscriberNumber)",
        Status = "CandidateRecordInfo/Status",
    };

    [Fact]
    public async Task CandidatesAreReadWithoutAWordAboutNamespaces()
    {
        using var export = XmlExport.Of(People).With(Fields);
        var read = await export.ReadAsync();
        Assert.Empty(read.Rejected);
        var (first, second) = (read.Records[0], read.Records[1]);
        Assert.Equal(("C-17", "J-4", "Baker", "Phone Screen"), (first.CandidateId, first.JobId, first.JobTitle, first.Stage));
        Assert.Equal(("Aiko Mori", "aiko@example.com", "+31655501234", "Active"), (first.FullName, first.Email, first.Phone, first.Status));
        Assert.Equal(("C-18", "", "", null), (second.CandidateId, second.Phone, second.Status, second.FullName));
    }

    [Fact]
    public async Task WhoOwnsAnIdIsAQuestion()
    {
        using var export = XmlExport.Of(People).With(Fields with { CandidateId = "CandidateRecordInfo/Id/IdValue" });
        var read = await export.ReadAsync();
        Assert.Equal("CandidateId", Assert.Single(read.Rejected).Field);
        Assert.Equal("C-18", Assert.Single(read.Records).CandidateId);
    }

    [Fact]
    public async Task AStandardWithoutStagesIsAskedForOneAndNoRecruitersPhoneIsTaken()
    {
        using var export = XmlExport.Of(People).With(fields: null);
        var fault = await export.FaultAsync();
        Assert.Contains("Fields:Stage", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("555", fault.Message, StringComparison.Ordinal);
    }
}
