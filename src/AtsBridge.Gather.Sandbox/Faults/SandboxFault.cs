namespace AtsBridge.Gather.Sandbox;

/// <summary>
/// A fault on request. It strikes requests with a valid key and a permit left, that match; the first fault of the list that matches
/// and has skipped enough strikes, and later ones do not see that request.
/// </summary>
public sealed record SandboxFault
{
    /// <summary>What goes wrong.</summary>
    public required SandboxFaultKind Kind { get; init; }

    /// <summary>Only requests of this method; null: any.</summary>
    public string? Method { get; init; }

    /// <summary>Only paths that begin so, for example <c>/qsi/gather/candidates</c>; null: any.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>How many times it strikes.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many matching requests it leaves alone first.</summary>
    public int After { get; init; }

    /// <summary>For the error kinds: the status, from 400 to 599.</summary>
    public int Status { get; init; } = 500;

    /// <summary>For the kinds that wait: how long. For <see cref="SandboxFaultKind.RateLimited"/>: until when, from now.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For <see cref="SandboxFaultKind.LateEffect"/>: leave the client waiting instead of cutting the connection.</summary>
    public bool Hang { get; init; }

    /// <summary>For <see cref="SandboxFaultKind.MalformedBody"/>: a web page instead of half the JSON.</summary>
    public bool Html { get; init; }

    /// <summary>For <see cref="SandboxFaultKind.Redirect"/>: where to.</summary>
    public Uri? Location { get; init; }

    internal bool Matches(string method, string path) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (PathPrefix is null || path.StartsWith(PathPrefix, StringComparison.Ordinal));

    internal void Validate()
    {
        Require(Enum.IsDefined(Kind), nameof(Kind), Kind, string.Join(", ", Enum.GetNames<SandboxFaultKind>()));
        Require(Count >= 1, nameof(Count), Count, "1 or more");
        Require(After >= 0, nameof(After), After, "0 or more");
        Require(Status is >= 400 and <= 599, nameof(Status), Status, "400 to 599");
        Require(Delay >= TimeSpan.Zero && Delay <= TimeSpan.FromDays(1), nameof(Delay), Delay, "00:00:00 to 1.00:00:00");
        Require(Kind != SandboxFaultKind.Redirect || Location is { IsAbsoluteUri: true }, nameof(Location), Location, "an absolute address for a Redirect");
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} of the fault is {value ?? "missing"}; allowed: {allowed}.", name);
        }
    }
}
