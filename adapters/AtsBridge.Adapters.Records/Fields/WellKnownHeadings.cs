using System.Collections.Frozen;

namespace AtsBridge.Adapters.Records.Fields;

/// <summary>
/// The headings that exports are known to use for a field, in ranks: a heading of an earlier rank is more specific and wins; two
/// different ones of the same rank are a question for a person. Normalised, see <see cref="HeadingName"/>.
/// </summary>
internal static class WellKnownHeadings
{
    // A phone is inferred from these alone: "Recruiter Phone" or "Work Phone" reaching the wrong person is worse than none.
    private static readonly Dictionary<CanonicalField, string[][]> Ranks = new()
    {
        [CanonicalField.ApplicationId] =
            [["applicationid", "candidateapplicationid", "jobapplicationid"], ["opportunityid", "applicationno", "applicationnumber", "appid"]],
        [CanonicalField.CandidateId] =
            [["candidateid", "applicantid"], ["contactid", "personid", "candidateno", "candidatenumber"]],
        [CanonicalField.FirstName] =
            [["candidatefirstname", "applicantfirstname"], ["firstname", "givenname", "forename"]],
        [CanonicalField.LastName] =
            [["candidatelastname", "applicantlastname"], ["lastname", "familyname", "surname"]],
        [CanonicalField.FullName] =
            [["candidatename", "applicantname", "candidatefullname", "applicantfullname"], ["fullname"], ["candidate", "applicant"]],
        [CanonicalField.Email] =
            [["candidateemail", "applicantemail", "candidateemailaddress", "applicantemailaddress"],
             ["email", "emailaddress"], ["primaryemail", "primaryemailaddress"]],
        [CanonicalField.Phone] =
            [["candidatephone", "candidatephonenumber", "applicantphone", "applicantphonenumber"],
             ["mobilephone", "mobile", "mobilenumber", "cellphone", "cell"], ["phone", "phonenumber"]],
        [CanonicalField.JobId] =
            [["jobid"], ["requisitionid", "reqid", "postingid", "jobpostingid"], ["jobcode", "jobshortcode", "jobopeningid"]],
        [CanonicalField.JobTitle] =
            [["jobtitle", "jobname"], ["postingtitle", "jobopening", "positiontitle"], ["job", "position", "posting"]],
        [CanonicalField.Stage] =
            [["stage", "currentstage", "stagename", "currentstagename", "pipelinestage"],
             ["applicationstage", "candidatestage", "hiringstage", "recruitingstage"]],
        [CanonicalField.StageId] = [["stageid", "currentstageid"]],
        [CanonicalField.StageEnteredAt] =
            [["stageenteredat", "stageentered", "enteredstageat", "currentstagesince", "stagechangedat", "stagechanged", "movedtostageat"],
             ["lastadvancedat", "lastadvanced"]],
        [CanonicalField.Status] = [["applicationstatus"], ["status"], ["candidatestatus", "applicantstatus"]],
        [CanonicalField.UpdatedAt] =
            [["applicationupdatedat"], ["updatedat", "lastupdated", "lastupdatedat", "lastmodified", "lastmodifiedat", "updatedon"],
             ["lastactivity", "lastactivityat", "lastactivitydate"]],
        [CanonicalField.SmsOptIn] =
            [["smsoptin", "smsconsent", "optedintosms", "smsopt", "textoptin", "textconsent", "textmessageconsent"], ["sms"]],
        [CanonicalField.TimeZone] = [["candidatetimezone", "applicanttimezone"], ["timezone"]],
        [CanonicalField.ResumeUrl] = [["resumeurl", "resumelink", "cvurl", "cvlink"]],
        [CanonicalField.LinkedInUrl] = [["linkedinurl", "linkedinprofile", "linkedinprofileurl"], ["linkedin"]],
    };

    private static readonly FrozenSet<string> All =
        Ranks.Values.SelectMany(r => r).SelectMany(r => r).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The ranks of a field, the most specific first.</summary>
    public static IReadOnlyList<string[]> Of(CanonicalField field) => Ranks[field];

    /// <summary>Whether a heading, as written, is one of them.</summary>
    public static bool Contains(string heading) => All.Contains(HeadingName.Normalise(heading));
}
