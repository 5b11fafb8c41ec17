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
            identities.Add($"c:{source}:{candidate}");
        }

        if (application.Email?.Value is { } email)
        {
            identities.Add(OfEmail(email));
        }

        identities.Add($"a:{source}:{application.Key}");
        return identities;
    }

    /// <summary>The identity by e-mail, without regard to case.</summary>
    /// <param name="email">The address.</param>
    public static string OfEmail(string email) => $"e:{email.Trim().ToUpperInvariant()}";

    /// <summary>Whether an identity is one by e-mail.</summary>
    internal static bool IsEmail(string identity) => identity.StartsWith("e:", StringComparison.Ordinal);
}
