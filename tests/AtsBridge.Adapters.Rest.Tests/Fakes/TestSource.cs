using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>A source of a fake, as a test configures it.</summary>
internal static class TestSource
{
    public static readonly FieldMap Fields = new() { ApplicationId = "id", Stage = "stage", UpdatedAt = "updated_at", Email = "email" };

    public static RestSettings For(FakeApi api) => new()
    {
        BaseUrl = api.Address, Path = "applications", Records = "data", Fields = Fields,
        Timeout = TimeSpan.FromHours(1), Rate = new RateSettings { Permits = 10_000 },
    };

    public static RestSource Of(RestSettings settings, TimeProvider? time = null) =>
        new(settings, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }), time ?? new QuickTime());

    public static async Task<ReadResult> ReadAsync(this RestSettings settings, string? since = null, bool full = true, IKnownRecords? known = null, TimeProvider? time = null)
    {
        using var source = Of(settings, time);
        return await source.ReadAsync(since, full, known);
    }

    public static async Task<ReadResult> ReadAsync(this ICandidateSource source, string? since = null, bool full = true, IKnownRecords? known = null)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in source.ReadAsync(new ReadRequest(since, known) { FullSets = full }, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return new(pages);
    }

    public static async Task<SourceException> FaultAsync(this RestSettings settings, string? since = null, bool full = true, TimeProvider? time = null) =>
        await Assert.ThrowsAsync<SourceException>(() => settings.ReadAsync(since, full, time: time));

    /// <summary>Records of a list: ids from one number to another.</summary>
    public static string Rows(int from, int count, string more = "") => string.Join(",", Enumerable.Range(from, count).Select(i => $$"""{"id":"{{i}}","stage":"s"{{more}}}"""));
}
