using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Hosting.Tests.Fakes;

[Adapter("csv", Settings = typeof(FakeCsvSettings))]
public sealed class FakeCsvSource(FakeCsvSettings settings) : ICandidateSource
{
    public FakeCsvSettings Settings { get; } = settings;

    public IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}

public abstract record FakeFileSettings : IValidatableObject
{
    [Required]
    public string Path { get; init; } = "";

    public FakeFields? Fields { get; init; }

    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StableFor { get; init; } = TimeSpan.FromSeconds(2);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Path.Contains("..", StringComparison.Ordinal))
        {
            yield return new ValidationResult("Path must not climb with '..'.", [nameof(Path)]);
        }
    }
}

public sealed record FakeCsvSettings : FakeFileSettings
{
    public char? Delimiter { get; init; }

    public FakeMode Mode { get; init; } = FakeMode.Strict;

    public bool HasHeadings { get; init; } = true;

    public int[] SkipColumns { get; init; } = [1, 2];

    public IReadOnlyList<FakeWindow> Windows { get; init; } = [new() { Permits = 1, Length = TimeSpan.FromHours(1) }];

    public FakeLogin Login { get; init; } = new();

    public string? Note { get; init; } = "the default";

    public Guid? Id { get; init; }

    public double Share { get; init; } = 0.5;

    public DateOnly? From { get; init; }
}

public sealed record FakeFields
{
    public string? ApplicationId { get; init; }

    public string? CandidateId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? JobId { get; init; }

    public string? JobTitle { get; init; }

    public string? Stage { get; init; }

    public string? StageId { get; init; }

    public string? Status { get; init; }

    public string? UpdatedAt { get; init; }

    public string? SmsOptIn { get; init; }

    public Dictionary<string, string> Attributes { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

public sealed record FakeWindow
{
    [Range(1, 1_000_000)]
    public required int Permits { get; init; }

    public required TimeSpan Length { get; init; }
}

public sealed record FakeLogin
{
    public string? User { get; init; }

    [MinLength(12)]
    public string? Password { get; init; }
}

public enum FakeMode
{
    Strict,
    Lenient,
}
