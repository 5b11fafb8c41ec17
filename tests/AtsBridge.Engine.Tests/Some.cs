using AtsBridge.Routing;

namespace AtsBridge.Engine.Tests;

/// <summary>Things of which a test needs any.</summary>
internal static class Some
{
    internal const string Interview = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";

    internal static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    internal static Application Application(string key = "A1", string? stage = "Interview", ApplicationStatus status = ApplicationStatus.Active) => new()
    {
        Key = key,
        ApplicationId = key,
        CandidateId = "C-" + key,
        Position = new("some.csv", 2),
        FirstName = "Ada",
        LastName = "Beispiel",
        Email = new ContactValue($"{key}@example.com", $"{key}@example.com"),
        Stage = stage,
        Status = status,
        JobId = "J1",
        JobTitle = "Engineer",
    };

    internal static Route Route(string name = "engineering", params string[] stages) => new()
    {
        Name = name,
        Source = "acme",
        Sink = "gather",
        When = new RouteConditions { Stage = [.. (stages.Length == 0 ? ["Interview"] : stages).Select(s => new Pattern(s))] },
        Invite = new InviteTemplate { InterviewId = Interview },
    };
}
