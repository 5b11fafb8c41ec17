using System.Globalization;

namespace AtsBridge.Testing;

/// <summary>The applications that every adapter is tried with. Nobody in them exists.</summary>
public static class SampleSet
{
    /// <summary>When the first of them was last changed; each later one a minute after the one before.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // The time of a change is the person's in many systems.
    private static readonly string[] PersonFields = ["CandidateId", "FirstName", "LastName", "FullName", "Email", "Phone", "UpdatedAt"];

    /// <summary>Ordinary applications, every field filled and different from the next one's.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<SampleApplication> Ordinary(int count) => [.. Enumerable.Range(1, count).Select(i => One(i))];

    /// <summary>One ordinary application.</summary>
    /// <param name="number">Tells it from the others, from 1.</param>
    public static SampleApplication One(int number) => new(SampleField.Names.Select(name => KeyValuePair.Create(name, (string?)Value(name, number))));

    /// <summary>Ids that a careless reader takes for numbers, dates or nothing, and some that differ in little.</summary>
    public static IReadOnlyList<SampleApplication> OddIds { get; } = Each("ApplicationId",
    [
        "007", "7", "00042", "272735e2", "9007199254740993", "9007199254740992", "19214950003", "1.0", "1.00", "-5", "+5", "0x1F", "1e5", "true",
        "null", "NaN", "2026-03-02", "03/04", "A-1", "a-1", "ID", "{b5c1}", "1_000", "12345678901234567890123456789012345678901234567890", "Ä-1", "x/y", "x%2Fy",
    ]);

    /// <summary>Names that break a format's own signs, a spreadsheet, a page or a shell.</summary>
    public static IReadOnlyList<SampleApplication> HostileNames { get; } = Each("LastName",
    [
        "O'Neil", "Smith, Jr.", "\"Quoted\"", "a;b|c", "back\\slash", "<b>Bold</b> & Co", "{\"a\":1}", "]]>", "=1+1", "@SUM(A1)", "-2+3", "#hash", "50%",
        "one, \"two\", three", "null", "None", "n/a", "x\tx", "first line\nsecond line", "'; DROP TABLE people; --", "%20", "&amp;", "\\u0041", "--",
    ]);

    /// <summary>Names of the world's scripts, joined and unjoined.</summary>
    public static IReadOnlyList<SampleApplication> EveryScript { get; } = Each("LastName",
    [
        "Müller-Lüdenscheidt", "Zoe\u0308", "Zoë", "Łukasz", "Ὀδυσσεύς", "Иванов", "李小龍", "山田太郎", "김철수", "محمد", "שלום", "สมชาย", "अनुष्का", "𠮷野家", "👩‍👩‍👧", "İstanbul", "ﬁancé", "Nguyễn",
    ]);

    /// <summary>Moments with zones, around the changes of summer time, and without a zone.</summary>
    public static IReadOnlyList<SampleApplication> Moments { get; } = Each("StageEnteredAt",
    [
        "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-03-29T02:30:00+01:00", "2026-03-29T03:30:00+02:00", "2026-11-01T01:30:00-04:00",
        "2026-11-01T01:30:00-05:00", "2026-03-02T23:59:59.999Z", "2026-03-02T08:00:00+05:45", "2024-02-29T12:00:00Z", "2026-12-31T23:30:00-11:00", "1999-12-31T23:59:59Z",
    ]);

    /// <summary>Moments that name no zone: whose clock it was is not ours to guess.</summary>
    public static IReadOnlyList<SampleApplication> MomentsWithoutZone { get; } = Each("StageEnteredAt", ["2026-10-25T02:30:00", "2026-03-29T02:30:00", "2026-07-01T00:00:00"]);

    /// <summary>Four applications of one person, for four jobs.</summary>
    public static IReadOnlyList<SampleApplication> OfOnePerson { get; } = [.. Enumerable.Range(1, 4).Select(i => OfPerson(One(i), One(1)))];

    /// <summary>Words for stages and statuses that nobody has met.</summary>
    public static IReadOnlyList<SampleApplication> OwnWords { get; } =
        [.. Each("Stage", ["Telefoninterview", "PHONE SCREEN ", "Interview (2)", "面接", "0", "-"]).Select((a, i) => a.With("StageId", Numbered("S-", i)).With("Status", "Wartet auf Rückruf"))];

    /// <summary>What must not be found in a message, a note or a log: the people and their contacts.</summary>
    /// <param name="applications">Whose.</param>
    internal static IReadOnlyList<string> Persons(IEnumerable<SampleApplication> applications) =>
        [.. applications.SelectMany(a => new[] { a["LastName"], a["FullName"], a["Email"], a["Phone"] }).OfType<string>().Where(v => v.Length > 3).Distinct(StringComparer.Ordinal)];

    internal static string Moment(int minutes) => Begin.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static SampleApplication OfPerson(SampleApplication application, SampleApplication person) =>
        PersonFields.Aggregate(application, (a, field) => a.With(field, person[field]));

    private static SampleApplication[] Each(string field, string[] values) =>
        [.. values.Select((value, i) => field == "LastName" ? One(i + 1).With(field, value).With("FullName", $"Ada {value}") : One(i + 1).With(field, value))];

    private static string Value(string field, int i) => field switch
    {
        "ApplicationId" => Numbered("A-", i),
        "CandidateId" => Numbered("C-", i),
        "FirstName" => "Ada",
        "LastName" => Numbered("Quillfeather", i),
        "FullName" => Numbered("Ada Quillfeather", i),
        "Email" => Numbered("ada.quillfeather", i) + "@example.org",
        "Phone" => "+4930" + (9_000_000 + i).ToString(CultureInfo.InvariantCulture),
        "JobId" => Numbered("J-", i % 7),
        "JobTitle" => Numbered("Nurse on ward ", i % 7),
        "Stage" => "Applied",
        "StageId" => "0010",
        "StageEnteredAt" => Moment(i - 600),
        "Status" => "Active",
        "UpdatedAt" => Moment(i),
        "SmsOptIn" => "true",
        "TimeZone" => "Europe/Berlin",
        "ResumeUrl" => Numbered("https://files.example.org/resume/", i),
        "LinkedInUrl" => Numbered("https://www.example.org/in/", i),
        _ => Numbered("north-", i),
    };

    private static string Numbered(string text, int i) => string.Create(CultureInfo.InvariantCulture, $"{text}{i:D5}");
}
