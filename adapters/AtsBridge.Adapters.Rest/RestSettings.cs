using System.ComponentModel.DataAnnotations;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest;

/// <summary>
/// A JSON API as a source: where it is, who asks, how its list goes on from page to page, and where the fields are. The list itself is
/// asked for by <c>Path</c>, <c>Method</c>, <c>Parameters</c> and <c>Body</c>. A profile brings most of it: <c>"Profile": "greenhouse"</c>.
/// </summary>
public sealed record RestSettings : CallSettings, IValidatableObject
{
    /// <summary>Where the API is, such as <c>https://api.example.com/v1</c>. Only https; http on this machine alone.</summary>
    [Required]
    public Uri? BaseUrl { get; init; }

    /// <summary>Headers of every request, such as a version. Not for secrets: see <see cref="Authentication"/>.</summary>
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who asks. Default nobody.</summary>
    public AuthenticationSettings Authentication { get; init; } = new();

    /// <summary>How the list goes on from page to page. Default one page.</summary>
    public PagingSettings Paging { get; init; } = new();

    /// <summary>How an answer says that it failed although its status is 200. Default not at all.</summary>
    public AnswerSettings Answer { get; init; } = new();

    /// <summary>The keys that lead to the list in an answer, such as <c>data.applications</c>. Default <c>$</c>: the answer is the list.</summary>
    public string Records { get; init; } = "$";

    /// <summary>
    /// Where the applications are in a record that is a person: paths such as <c>placements</c>, each of them one application with fields of
    /// its own; the person's are reached by <c>^.</c>. Default none: the record is the application.
    /// </summary>
    public List<string> Each { get; init; } = [];

    /// <summary>
    /// The path of each canonical field: in the application, behind <c>^.</c> in the person that it stands in, behind <c>@name.</c> in what a lookup found.
    /// </summary>
    [Required]
    public FieldMap? Fields { get; init; }

    /// <summary>How only changes are asked for, with <c>"Contents": "Changes"</c>. Default not at all.</summary>
    public SinceSettings? Since { get; init; }

    /// <summary>What records only name, by the name that <see cref="Fields"/> use. Default nothing.</summary>
    public Dictionary<string, LookupSettings> Lookups { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How one application is read by its id. Default not at all: the next regular read brings it.</summary>
    public ApplicationSettings? Application { get; init; }

    /// <summary>What the vendor posts to us. Default nothing.</summary>
    public WebhookSettings? Webhook { get; init; }

    /// <summary>Requests that write, by a name that <see cref="WriteBack"/> may choose; mostly a profile's. None of them is made by its being here.</summary>
    public Dictionary<string, WriteCallSettings> Calls { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the system is told what became of an invite, for routes with <c>WriteBack</c>. Default not at all.</summary>
    public WriteBackSettings? WriteBack { get; init; }

    /// <summary>How fast the API may be asked.</summary>
    public RateSettings Rate { get; init; } = new();

    /// <summary>How much answers may hold.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>How long one request may take. Default 100 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request that failed for a passing reason is made again; a Post only where it was refused for being too fast. Default 4.</summary>
    [Range(0, 10)]
    public int Retries { get; init; } = 4;

    internal RecordLimits RecordLimits => new(Limits.MaxRecordBytes, Limits.MaxDepth, Limits.MaxCellChars);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => SettingsCheck.Of(this);
}
