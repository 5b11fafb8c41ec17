using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AtsBridge.Chaos.Population;

/// <summary>Writes what the sources export, round by round, each file whole or not at all.</summary>
internal sealed class ExportWriter
{
    internal const string Header = "Application ID,Candidate ID,First Name,Last Name,Email,Job ID,Job,Stage,Status,Last Activity";

    private readonly string _folder;
    private readonly ILookup<int, Move> _full;
    private readonly ILookup<int, Move> _feed;
    private readonly SortedDictionary<string, Move> _standing = new(StringComparer.Ordinal);

    /// <summary>Writes into <c>exports</c> of a folder.</summary>
    internal ExportWriter(string folder, People people)
    {
        _folder = Path.Combine(folder, "exports");
        Directory.CreateDirectory(_folder);
        _full = people.Moves.Where(m => m.Source == People.FullSource).ToLookup(m => m.Round);
        _feed = people.Moves.Where(m => m.Source == People.Feed).ToLookup(m => m.Round);
    }

    /// <summary>The last round that was written; -1: none.</summary>
    internal int Round { get; private set; } = -1;

    /// <summary>Writes the next rounds.</summary>
    /// <param name="to">Up to and with this one.</param>
    /// <param name="cancellationToken">Ends the writing between two files.</param>
    internal async Task AdvanceAsync(int to, CancellationToken cancellationToken)
    {
        while (Round < to)
        {
            var round = Round + 1;
            foreach (var move in _full[round])
            {
                _standing[move.Application] = move;
            }

            if (round % People.FullEvery == 0)
            {
                await WriteAsync($"{People.FullSource}-{round:D5}.csv", Encoding.UTF8.GetBytes(Csv()), cancellationToken);
            }

            if (_feed[round].Any())
            {
                await WriteAsync($"{People.Feed}-{round:D5}.json", Json(_feed[round]), cancellationToken);
            }

            Round = round;
        }
    }

    private string Csv()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var move in _standing.Values)
        {
            text.AppendJoin(',', Values(move)).Append('\n');
        }

        return text.ToString();
    }

    private static byte[] Json(IEnumerable<Move> moves)
    {
        var names = Header.Split(',');
        return JsonSerializer.SerializeToUtf8Bytes(moves.Select(m => names.Zip(Values(m)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)));
    }

    private static string[] Values(Move move) =>
    [
        move.Application, People.Candidate(move.Source, move.Person), "Given", string.Create(CultureInfo.InvariantCulture, $"Family{move.Person:D6}"),
        People.Email(move.Person), "J-1", "Engineer", move.Stage, move.Status,
        DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(move.Round).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    ];

    /// <summary>As careful exporters do: to a name that nobody reads, and then the whole of it at once under its own.</summary>
    private async Task WriteAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_folder, name + ".part");
        await File.WriteAllBytesAsync(draft, bytes, cancellationToken);
        File.Move(draft, Path.Combine(_folder, name));
    }
}
