using System.Globalization;

namespace AtsBridge.Simulation.Campaigns;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    internal const string Usage = """
        AtsBridge.Simulation: delivery in seeded worlds with faults, compared with the platform's own books.

          --seeds N       so many worlds, each lived twice (default 20000)
          --from N        the first seed (default 1)
          --seed N        one world, with its trace
          --controls      takes one protection out at a time, and says after how many seeds that shows
          --beyond N      a platform that is up to N settle times late; counts what happens beyond the promise's bound
          --threads N     default: one for each core

        Exit code: 0 nothing was found; 1 something was; 2 the command is wrong.
        """;

    internal long Seeds { get; private init; } = 20_000;

    internal ulong From { get; private init; } = 1;

    internal ulong? Seed { get; private init; }

    internal bool Controls { get; private init; }

    internal int Beyond { get; private init; } = 1;

    internal int Threads { get; private init; } = Environment.ProcessorCount;

    /// <summary>Reads the command line; null where it is wrong.</summary>
    internal static Options? Read(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--controls")
            {
                options = options with { Controls = true };
                continue;
            }

            if (i + 1 == args.Count || !ulong.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            switch (args[i++])
            {
                case "--seeds" when number is > 0 and < 1_000_000_000:
                    options = options with { Seeds = (long)number };
                    break;
                case "--from":
                    options = options with { From = number };
                    break;
                case "--seed":
                    options = options with { Seed = number };
                    break;
                case "--beyond" when number is > 0 and < 100:
                    options = options with { Beyond = (int)number };
                    break;
                case "--threads" when number is > 0 and < 1_000:
                    options = options with { Threads = (int)number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
