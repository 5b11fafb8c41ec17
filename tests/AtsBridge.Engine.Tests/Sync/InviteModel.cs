namespace AtsBridge.Engine.Tests.Sync;

/// <summary>Who must be invited, by product.md: as short and as slow as it can be said.</summary>
internal sealed class InviteModel(bool full)
{
    private readonly Dictionary<string, SourceRecord> _last = new(StringComparer.Ordinal);
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    /// <summary>Applications whose last decision was that another one of the same person is invited.</summary>
    private readonly HashSet<string> _behind = new(StringComparer.Ordinal);
    private bool _baselined;

    /// <summary>What was made, and what became of it.</summary>
    internal List<Made> Invites { get; } = [];

    internal string Invited => string.Join(' ', Invites.Where(i => !i.Cancelled).Select(i => $"{i.Key}:{i.Interview}").Order(StringComparer.Ordinal));

    internal void Send() => Invites.Where(i => !i.Cancelled).ToList().ForEach(i => i.Sent = true);

    /// <summary>One set. False: it must fail.</summary>
    internal bool Sync(SourceRecord[] rows)
    {
        if (full && _present.Count > 0 && rows.Length * 2 <= _present.Count)
        {
            return false;
        }

        var now = rows.ToDictionary(r => r.ApplicationId!, StringComparer.Ordinal);
        var unsent = Invites.Where(i => !i.Sent && !i.Cancelled).ToList();
        foreach (var invite in Invites.Where(i => !i.Sent && !i.Cancelled))
        {
            var row = now.GetValueOrDefault(invite.Key);
            invite.Vanished = row is null && full;
            invite.Cancelled = row is null ? full : Interview(row) != invite.Interview;
        }

        foreach (var row in rows.Where(r => _baselined && Reaches(r)))
        {
            if (row.Email is not null && !Invite(row))
            {
                _behind.Add(row.ApplicationId!);
            }
        }

        // Who waited behind an invite that is gone, and did not move in this set, is looked at again.
        var moved = rows.Where(r => !_present.Contains(r.ApplicationId!) || !_last.TryGetValue(r.ApplicationId!, out var before) || before.Stage != r.Stage || before.Status != r.Status)
            .Select(r => r.ApplicationId!).ToHashSet(StringComparer.Ordinal);
        foreach (var key in _behind.Except(moved).Where(k => full ? now.ContainsKey(k) : _present.Contains(k)).Order(StringComparer.Ordinal).ToList())
        {
            var row = now.GetValueOrDefault(key) ?? _last[key];
            if (unsent.Any(i => i.Cancelled && i.Interview == Interview(row) && Same(now.GetValueOrDefault(i.Key) ?? _last[i.Key], row, i.Key)) && Invite(row))
            {
                _behind.Remove(key);
            }
        }

        Remember(rows);
        return true;
    }

    /// <summary>One invite for one person and one interview: by application, candidate or address.</summary>
    private bool Invite(SourceRecord row)
    {
        _behind.Remove(row.ApplicationId!);
        if (Invites.Any(i => !i.Cancelled && i.Interview == Interview(row) && Same(_last.GetValueOrDefault(i.Key, row), row, i.Key)))
        {
            return false;
        }

        Invites.Add(new(row.ApplicationId!, Interview(row)!));
        _last[row.ApplicationId!] = row;
        return true;
    }

    private bool Reaches(SourceRecord row)
    {
        var key = row.ApplicationId!;
        var owed = !_present.Contains(key) && Invites.Any(i => i.Key == key && i.Vanished);
        return Interview(row) is not null
            && (!_last.TryGetValue(key, out var before) || owed || before.Stage != row.Stage || before.Status != "Active");
    }

    private void Remember(SourceRecord[] rows)
    {
        if (full)
        {
            _present.Clear();
        }

        foreach (var row in rows)
        {
            _present.Add(row.ApplicationId!);
            _last[row.ApplicationId!] = row;
        }

        _baselined |= rows.Length > 0;
    }

    private static bool Same(SourceRecord one, SourceRecord other, string key) =>
        key == other.ApplicationId || one.CandidateId == other.CandidateId || one.Email == other.Email;

    private static string? Interview(SourceRecord row) => row.Status != "Active" ? null : row.Stage switch
    {
        "Interview" or "Phone" or "Final" => "X",
        "Onsite" => "Y",
        _ => null,
    };

    internal sealed class Made(string key, string interview)
    {
        internal string Key { get; } = key;

        internal string Interview { get; } = interview;

        internal bool Sent { get; set; }

        internal bool Cancelled { get; set; }

        internal bool Vanished { get; set; }
    }
}
