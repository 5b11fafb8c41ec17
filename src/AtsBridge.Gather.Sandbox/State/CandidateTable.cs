using System.Runtime.InteropServices;

namespace AtsBridge.Gather.Sandbox.State;

/// <summary>The candidates, in order of creation, with the indexes that look-ups use.</summary>
internal sealed class CandidateTable
{
    private readonly List<Candidate> _all = [];
    private readonly Dictionary<string, Candidate> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Candidate>> _byExternalId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _emails = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Candidate> All => _all;

    public Candidate? Find(string id) => _byId.GetValueOrDefault(id);

    public IReadOnlyList<Candidate> WithExternalId(string externalId) => _byExternalId.GetValueOrDefault(externalId) ?? [];

    public bool HasEmail(string email) => _emails.Contains(email);

    public void Add(Candidate candidate)
    {
        _all.Add(candidate);
        _byId.Add(candidate.Id, candidate);
        if (candidate.Email is not null)
        {
            _emails.Add(candidate.Email);
        }

        if (candidate.ExternalId is not null)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byExternalId, candidate.ExternalId, out _) ??= []).Add(candidate);
        }
    }
}
