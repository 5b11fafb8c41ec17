namespace AtsBridge.Cli.Recording;

/// <summary>A set that was written to its end and has no place in the recording yet.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Name">The name that its records bear.</param>
internal sealed record WrittenSet(string Path, string Name)
{
    private const string RecordMark = "{\"record\":";
    private const string RejectedMark = "{\"rejected\":";

    internal Task<string> DigestAsync(CancellationToken cancellationToken) => RecordedSets.DigestAsync(Path, Name, cancellationToken);

    /// <summary>It is not wanted.</summary>
    internal void Drop() => File.Delete(Path);

    /// <summary>Gives it its place, with at most so many records.</summary>
    internal async Task<(int Records, int Rejected, bool Cut)> KeepAsync(string folder, int number, long most, CancellationToken cancellationToken)
    {
        var (records, rejected, cut) = (0, 0, false);
        await using (var writer = new SetWriter(folder, number, ".kept"))
        {
            var onPage = 0;
            await foreach (var line in File.ReadLinesAsync(Path, cancellationToken))
            {
                var (isRecord, isRejected) = (line.StartsWith(RecordMark, StringComparison.Ordinal), line.StartsWith(RejectedMark, StringComparison.Ordinal));
                if ((isRecord || isRejected) && records + rejected == most)
                {
                    cut = true;
                    break;
                }

                (records, rejected) = (records + (isRecord ? 1 : 0), rejected + (isRejected ? 1 : 0));
                if (isRecord || isRejected)
                {
                    await writer.CopyAsync(RecordedSets.Renamed(line, Name, writer.Name), cancellationToken);
                    onPage++;
                }
                else if (!line.StartsWith("{\"end\":", StringComparison.Ordinal))
                {
                    await writer.PageAsync(onPage, cancellationToken);
                    onPage = 0;
                }
            }

            if (cut)
            {
                await writer.PageAsync(onPage, cancellationToken);
            }

            await writer.EndAsync(cancellationToken);
        }

        Drop();
        return (records, rejected, cut);
    }
}
