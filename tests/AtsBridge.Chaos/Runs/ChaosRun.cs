using AtsBridge.Chaos.Books;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Processes;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Runs;

/// <summary>
/// The real host against the sandbox: killed, held and restarted while exports come in and the API goes wrong, until all is
/// delivered. Then three books are compared: what the exports say, what the sink did, what the ledger believes.
/// </summary>
internal sealed class ChaosRun
{
    /// <summary>The limits of the sandbox and of the host alike.</summary>
    private static readonly SandboxRateLimit[] Limits = [new(200, TimeSpan.FromSeconds(2))];

    private readonly ChaosOptions _options;
    private readonly Action<string> _say;
    private readonly Random _random;
    private readonly People _people;
    private readonly Trial _trial;
    private readonly SinkBooks _books;
    private readonly ExportWriter _exports;
    private readonly Lives _lives;
    private readonly List<string> _wrong = [];
    private readonly QuietHost _quiet;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly int _rounds;

    private ChaosRun(ChaosOptions options, Action<string> say, Trial trial, int rounds)
    {
        (_options, _say, _trial, _rounds) = (options, say, trial, rounds);
        _random = new Random(options.Seed);
        _people = People.Draw(options.Invites, rounds, options.Seed);
        _books = new SinkBooks(trial.Sandbox, _people);
        _exports = new ExportWriter(trial.Folder, _people);
        _lives = new Lives(trial, new Random(options.Seed + 1));
        _quiet = new QuietHost(trial, _lives, _books);
    }

    private int AtTheBeginning => Math.Max(1, _options.Kills / 50);

    /// <summary>Runs it.</summary>
    /// <param name="options">How much.</param>
    /// <param name="say">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<ChaosReport> RunAsync(ChaosOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        await using var trial = await Trial.OpenAsync(
            new GatherSandboxOptions { Seed = options.Seed, RateLimits = Limits, FaultRates = Faults.Rates }, cancellationToken);
        trial.Configure(Trial.Delivery(Trial.SettleTime, Trial.AttemptTimeout), Limits);
        trial.Relay.Repeats = options.Repeats;
        var rounds = Math.Max(4, options.Kills * 9 / 10 / People.FullEvery) * People.FullEvery;
        var run = new ChaosRun(options, say, trial, rounds);
        say(FormattableString.Invariant($"seed {options.Seed}: {run._people.Count} people, {run._people.Owed} invites owed, {rounds} rounds of exports, {options.Kills} kills; in {trial.Folder}"));
        return await run.RunAsync(cancellationToken);
    }

    private async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        await LiveAsync(cancellationToken);
        var lastKill = TimeProvider.System.GetElapsedTime(_began);
        var ledger = _wrong.Count == 0 && _lives.Wrong.Count == 0 ? await EndAsync(cancellationToken) : null;
        _wrong.AddRange(_lives.Wrong);
        _wrong.AddRange(_quiet.Wrong);
        _wrong.AddRange(ledger?.Against(_books, _people) ?? []);
        var took = TimeProvider.System.GetElapsedTime(_began);
        var requests = _trial.Sandbox.Requests;
        if (requests.Count(r => r is { Status: 429, Fault: null }) is var refused and > 0)
        {
            _wrong.Add($"{refused} requests were refused for the rate limit: more than the limit was sent within a window");
        }

        if (_wrong.Count > 0)
        {
            await File.WriteAllLinesAsync(Path.Combine(_trial.Folder, "wrong.txt"), await EvidenceAsync(cancellationToken), cancellationToken);
        }
        else
        {
            _trial.Forget();
        }

        return new()
        {
            Options = _options, Ends = _lives.Ends, People = _people.Count, Owed = _people.Owed, Created = _books.Created, Duplicates = _books.Duplicates,
            Unasked = _books.Unasked, Lost = _books.Missing.Count, NeedsReview = ledger?.Invites.Count(i => i.State == "NeedsReview") ?? 0,
            Requests = requests, Took = took, TookAfterTheLastKill = took - lastKill, Wrong = _wrong, Kept = _wrong.Count > 0 ? _trial.Folder : null,
        };
    }

    /// <summary>Stores that are killed while they are made; then the first sync, which is killed until it is done, and sends nothing.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < AtTheBeginning; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_trial.Folder, $"store-{i}"));
            Directory.CreateDirectory(Path.Combine(folder.FullName, "exports"));
            _trial.Configure(Trial.Delivery(Trial.SettleTime, Trial.AttemptTimeout), Limits, folder.FullName);
            await _lives.MigrateAsync(folder.FullName, cancellationToken);
            if (_lives.Wrong.Count > 0)
            {
                return;
            }

            folder.Delete(recursive: true);
        }

        await _exports.AdvanceAsync(0, cancellationToken);
        for (var i = 0; i < AtTheBeginning; i++)
        {
            await _lives.FirstSyncAsync(cancellationToken);
        }

        await _quiet.FirstSyncAsync(cancellationToken);
    }

    private async Task LiveAsync(CancellationToken cancellationToken)
    {
        var before = _lives.Kills;
        var all = Math.Max(1, _options.Kills - before);
        var longStops = _options.LongStops;
        var said = _began;
        while (_lives.Kills < _options.Kills && _wrong.Count == 0 && _lives.Wrong.Count == 0 && _quiet.Wrong.Count == 0)
        {
            var share = (double)(_lives.Kills - before + 1) / all;
            var meanwhile = MeanwhileAsync((int)(share * _rounds), cancellationToken);
            if (longStops > 0 && share * _options.LongStops > _options.LongStops - longStops + 0.5)
            {
                longStops--;
                await _lives.HoldLongAsync(TimeSpan.FromSeconds(_random.Next(32, 45)), cancellationToken);
            }
            else
            {
                await _lives.LiveAsync(cancellationToken);
            }

            await meanwhile;
            _wrong.AddRange(_books.Read());
            if (TimeProvider.System.GetElapsedTime(said) > TimeSpan.FromSeconds(20))
            {
                said = TimeProvider.System.GetTimestamp();
                Say();
            }
        }
    }

    /// <summary>What happens around a host while it lives: new exports, an API that can't be reached, a key that is refused.</summary>
    private async Task MeanwhileAsync(int round, CancellationToken cancellationToken)
    {
        var exports = TimeSpan.FromSeconds(1.5 * _random.NextDouble());
        var outage = _random.Next(40) == 0 ? TimeSpan.FromSeconds(0.2 + (2 * _random.NextDouble())) : (TimeSpan?)null;
        if (_random.Next(200) == 0)
        {
            _trial.Sandbox.AddFault(Faults.KeyRefused);
        }

        await Task.Delay(exports, TimeProvider.System, cancellationToken);
        await _exports.AdvanceAsync(round, cancellationToken);
        if (outage is { } time)
        {
            _trial.Note("the API can't be reached");
            _trial.Relay.GoDown();
            await Task.Delay(time, TimeProvider.System, cancellationToken);
            _trial.Relay.ComeBack();
        }
    }

    /// <summary>All exports are there, nobody is killed any more: everything that is owed must come to its end by itself.</summary>
    private async Task<LedgerView> EndAsync(CancellationToken cancellationToken)
    {
        await _exports.AdvanceAsync(_rounds, cancellationToken);
        _trial.Sandbox.ClearFaults();
        return await _quiet.DeliverAllAsync(_options.Patience, Say, cancellationToken);
    }

    private void Say() => _say(FormattableString.Invariant(
        $"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds,6:0} s: {_lives.Kills} kills, {_exports.Round} of {_rounds} rounds exported, {_trial.Relay.Requests} requests, {_books.Created} invites created, {_books.Missing.Count} still owed, {_books.Duplicates} duplicates"));

    /// <summary>For whoever looks into it: everything that books and ledger hold of those who were wronged.</summary>
    private async Task<IEnumerable<string>> EvidenceAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>(_wrong);
        foreach (var person in _books.Wronged.Concat(_books.Missing.Select(m => m.Person)).Distinct().Take(10))
        {
            lines.Add($"person {person} in the books of the sink:");
            lines.AddRange(_books.StoryOf(person));
            lines.Add($"person {person} in the ledger:");
            var (_, output, error) = await BridgeProgram.RunAsync(_trial.Folder, cancellationToken, "explain", People.Email(person), "--output", "json");
            lines.Add(output + error);
        }

        return lines;
    }
}
