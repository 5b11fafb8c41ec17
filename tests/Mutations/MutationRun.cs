using System.Globalization;

namespace AtsBridge.Mutations;

/// <summary>
/// Reads damaged files with a real source: whatever is in them, records and rejected records come out, or a <see cref="SourceException"/>
/// for all of the file, and nothing else.
/// </summary>
internal static class MutationRun
{
    private const long MostMemory = 1L << 30;

    /// <summary>Reads each damage once, on every core.</summary>
    /// <param name="file">The name under which it lies in its folder.</param>
    /// <param name="damaged">The bytes of a damage.</param>
    /// <param name="source">The source that reads the folder.</param>
    /// <param name="check">What holds of every read that came to its end.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<MutationTally> ReadAllAsync(
        string file, Func<int, byte[]> damaged, Func<AdapterContext, int, ICandidateSource> source, Action<IReadOnlyList<SourcePage>> check, CancellationToken cancellationToken)
    {
        var workers = Math.Max(1, Environment.ProcessorCount);
        var tallies = await Task.WhenAll(Enumerable.Range(0, workers).Select(first => Task.Run(
            () => ReadEveryAsync(first, workers, file, damaged, source, check, cancellationToken), cancellationToken)));
        Assert.InRange(Environment.WorkingSet, 0, MostMemory);
        return tallies.Aggregate((a, b) => new MutationTally(a.Records + b.Records, a.Rejected + b.Rejected, a.Refused + b.Refused));
    }

    private static async Task<MutationTally> ReadEveryAsync(
        int first, int step, string file, Func<int, byte[]> damaged, Func<AdapterContext, int, ICandidateSource> source, Action<IReadOnlyList<SourcePage>> check, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("atsbridge-mutations-").FullName;
        var context = new AdapterContext("test", folder);
        var path = Path.Combine(folder, file);
        var tally = new MutationTally(0, 0, 0);
        try
        {
            for (var number = first; number < Mutation.Count; number += step)
            {
                await File.WriteAllBytesAsync(path, damaged(number), cancellationToken);
                tally = await ReadAsync(source(context, number), tally, check, number, cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return tally;
    }

    private static async Task<MutationTally> ReadAsync(
        ICandidateSource source, MutationTally tally, Action<IReadOnlyList<SourcePage>> check, int number, CancellationToken cancellationToken)
    {
        var pages = new List<SourcePage>();
        try
        {
            await foreach (var page in source.ReadAsync(new ReadRequest(Since: null), cancellationToken))
            {
                pages.Add(page);
            }

            check(pages);
        }
        catch (SourceException e)
        {
            Assert.NotEmpty(e.Message);
            return tally with { Refused = tally.Refused + 1 };
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Mutation {number}: {e.GetType().Name} came out, and only a SourceException may. {e.Message}"), e);
        }

        return tally with { Records = tally.Records + pages.Sum(p => p.Records.Count), Rejected = tally.Rejected + pages.Sum(p => p.Rejected.Count) };
    }
}
