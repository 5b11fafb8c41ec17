namespace AtsBridge.Sync;

/// <summary>
/// Who an application's person is: the same by the source's candidate id, or by e-mail. The application itself always counts
/// too: an address that is corrected after the invite must not make a stranger of the person.
/// </summary>
public static class PersonIdentity
{
    /// <summary>All ways to know the person; at least one.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="application">The application.</param>
    public static IReadOnlyList<string> Of(string source, Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var identities = new List<string>(3);
        if (application.CandidateId is { } candidate)
        {
            identities.Add(OfCandidate(source, candidate));
        }

        if (application.Email?.Value is { } email)
        {
            identities.Add(OfEmail(email));
        }

        identities.Add(OfApplication(source, application.Key));
        return identities;
    }

    /// <summary>The identity by e-mail, without regard to case.</summary>
    /// <param name="email">The address.</param>
    public static string OfEmail(string email) => $"e:{email.Trim().ToUpperInvariant()}";

    /// <summary>The identity by the source's candidate id.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="candidateId">The candidate's id.</param>
    public static string OfCandidate(string source, string candidateId) => $"c:{source}:{candidateId}";

    /// <summary>The identity by the application itself.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="key">The application's key.</param>
    public static string OfApplication(string source, string key) => $"a:{source}:{key}";

    /// <summary>The candidate's id in an identity by it; null where it is another one, or of another source.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="identity">The identity.</param>
    public static string? CandidateOf(string source, string identity) =>
        OfCandidate(source, "") is var prefix && identity.StartsWith(prefix, StringComparison.Ordinal) ? identity[prefix.Length..] : null;

    /// <summary>Whether an identity is one by e-mail.</summary>
    /// <param name="identity">The identity.</param>
    public static bool IsEmail(string identity) => identity.StartsWith("e:", StringComparison.Ordinal);
}
