namespace AtsBridge.Gather.Sandbox.State;

/// <summary>The candidate interviews, in order of creation, with the indexes that look-ups use.</summary>
internal sealed class CandidateInterviewTable
{
    private readonly List<CandidateInterview> _all = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _byCandidate = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<CandidateInterview> All => _all;

    public CandidateInterview? Find(string id) => _byId.TryGetValue(id, out var index) ? _all[index] : null;

    public IEnumerable<CandidateInterview> OfCandidate(string candidateId) =>
        _byCandidate.TryGetValue(candidateId, out var indexes) ? indexes.Select(index => _all[index]) : [];

    public void Add(CandidateInterview invite)
    {
        _byId.Add(invite.Id, _all.Count);
        if (!_byCandidate.TryGetValue(invite.CandidateId, out var indexes))
        {
            _byCandidate[invite.CandidateId] = indexes = [];
        }

        indexes.Add(_all.Count);
        _all.Add(invite);
    }

    public void Replace(CandidateInterview invite) => _all[_byId[invite.Id]] = invite;
}
