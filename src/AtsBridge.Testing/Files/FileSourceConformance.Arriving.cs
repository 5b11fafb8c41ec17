namespace AtsBridge.Testing;

public abstract partial class FileSourceConformance<TSource, TSettings>
{
    /// <summary>A further file is read, and only that one.</summary>
    [Check("Yesterday's export is read over today's, or today's never.", "the cursor: which files were read, by name, size and time")]
    public async Task AFurtherFileIsReadAndOnlyThat()
    {
        using var world = Files(SampleSet.Ordinary(3));
        var first = await ReadAsync(world);
        IReadOnlyList<SampleApplication> second = [.. SampleSet.Ordinary(9).Skip(4)];
        world.Hold(second);
        var later = await ReadAsync(world, first.Next);
        RequireAll(second, later, "everybody of the second file");
        Require(later.Count == second.Count, $"it delivered {later.Count} records of a file of {second.Count}", "the second file and not the first one again");
    }

    /// <summary>A file that was written anew under its name is read anew.</summary>
    [Check("An export that always has the same name is read on the first day and never again.", "the cursor: size and time belong to it, not the name alone")]
    public async Task AFileWrittenAnewIsReadAnew()
    {
        using var world = Files(SampleSet.Ordinary(3));
        var first = await ReadAsync(world);
        IReadOnlyList<SampleApplication> now = [.. SampleSet.Ordinary(3).Skip(1), SampleSet.One(40).With("Stage", "Interview").With("StageId", "0020")];
        world.Place(System.IO.Path.GetFileName(world.Newest), world.Bytes(now), TimeSpan.FromHours(2));
        RequireAll(now, await ReadAsync(world, first.Next), "the file as it is now");
    }

    /// <summary>One file without a pattern is read on every run.</summary>
    [Check("A source whose Path names one file is read once, and then nothing ever changes.", "Path without wildcards: what the file holds now counts")]
    public async Task OneFileIsReadOnEveryRun()
    {
        using var world = Files(SampleSet.Ordinary(3));
        world.Path = "exports/" + System.IO.Path.GetFileName(world.Newest);
        var first = await ReadAsync(world);
        IReadOnlyList<SampleApplication> now = [.. SampleSet.Ordinary(4).Select(a => a.With("Stage", "Interview").With("StageId", "0020"))];
        world.Place(System.IO.Path.GetFileName(world.Newest), world.Bytes(now), TimeSpan.FromHours(1));
        RequireAll(now, await ReadAsync(world, first.Next), "what the file holds now");
    }

    /// <summary>Several files that wait are read in their order, each as a set of its own.</summary>
    [Check("After a weekend Friday's export is read last, and takes people back to stages that they have left.", "the order by time; one file a set; More while another one waits")]
    public async Task WaitingFilesAreReadTheOldestFirst()
    {
        using var world = Files([SampleSet.One(1).With("Stage", "First")]);
        world.Hold([SampleSet.One(1).With("Stage", "Second")]);
        world.Hold([SampleSet.One(1).With("Stage", "Third")]);
        var stages = (await ReadAsync(world)).Records.Select(r => r.Stage).ToList();
        Require(stages is ["First", "Second", "Third"], $"it delivered {string.Join(", ", stages)}", "First, Second, Third");
    }

    /// <summary>A full export that is older than what was read is out of date.</summary>
    [Check("A file restored from a backup takes people back to stages that they have left, and invites them there.", "request.FullSets: pass over what is older than the newest that was read")]
    public async Task AnOlderFullFileIsPassedOver()
    {
        using var world = Files([SampleSet.One(1).With("Stage", "Now")]);
        var first = await ReadAsync(world);
        world.Place("restored." + Extension, world.Bytes([SampleSet.One(1).With("Stage", "Long ago")]), TimeSpan.FromHours(-5));
        var later = await ReadAsync(world, first.Next);
        Require(later.Records.All(r => r.Stage != "Long ago"), "it delivered a file that was last written before the one it had read", "to pass over it, with a note: what it says is out of date");
    }

    /// <summary>A file that is still being written is not read by half.</summary>
    [Check("The second half of the people 'vanishes', because the export was read while it was written.", "the age of the last write: watch a young file until it stands still")]
    public async Task AFileThatIsBeingWrittenIsNotReadByHalf()
    {
        using var world = Folder();
        var samples = SampleSet.Ordinary(40);
        var whole = world.Bytes(samples);
        var half = world.Bytes([.. samples.Take(20)]);
        var path = world.Put(half);
        world.Clock.MoveTo(new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero).AddMilliseconds(200));
        world.Clock.Waiting = () =>
        {
            File.WriteAllBytes(path, whole);
            File.SetLastWriteTimeUtc(path, world.Clock.GetUtcNow().UtcDateTime.AddSeconds(1));
        };
        var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(fault is not null || read!.Count is 0 || NotDelivered(samples, read).Count == 0, $"it delivered {read?.Count} of 40 while the file was being written", "nothing yet, or all of it");
        world.Clock.Waiting = static () => { };
        world.Clock.MoveTo(world.Clock.GetUtcNow().AddDays(1));
        RequireAll(samples, await ReadAsync(world, read?.Next), "all of it once the file stands still");
    }

    /// <summary>A file that changes while it is read is not read as if it had not.</summary>
    [Check("The first half of one export and the second of another are taken for one.", "look again after the last page: size and time must be what they were")]
    public async Task AFileThatChangesWhileItIsReadIsNoSet()
    {
        var samples = SampleSet.Ordinary(2500);
        using var world = Files(samples);
        IReadOnlyList<SampleApplication> others = [.. samples.Select(s => s.With("Stage", "Another export"))];
        var (read, _) = await ReadOrFaultAsync(() => SourceReader.SetAsync(world.Open(), Request(world), Token, page =>
        {
            if (page == 1)
            {
                world.Place(System.IO.Path.GetFileName(world.Newest), [.. world.Bytes(others), .. "\n\n"u8], TimeSpan.FromHours(4));
            }
        }));
        var mixed = read?.Records.Select(r => r.Stage).Distinct(StringComparer.Ordinal).Count();
        Require(read is null || (mixed == 1 && read.Records.Count == samples.Count), $"it delivered {read?.Records.Count} records out of {mixed} exports as one set", "a SourceException, or the file as it was at the beginning");
    }

    /// <summary>A file that is gone is an outage.</summary>
    [Check("A drive that is not mounted empties the snapshot.", "DirectoryNotFoundException, FileNotFoundException and no match at all: SourceException(Unavailable)")]
    public async Task AFileThatIsGoneIsUnavailable()
    {
        using var world = Folder();
        var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(fault is { Fault: SourceFault.Unavailable }, read is null ? $"it said {fault?.Fault}" : "it delivered a page", "Unavailable: the next run tries again");
    }

    /// <summary>A link that leads out of the folder is not followed.</summary>
    [Check("Whoever may write into the drop folder can have any file of the server read.", "the resolved path: it must lie in the folder of Path")]
    public async Task ALinkOutOfTheFolderIsNotFollowed()
    {
        using var world = Files([SampleSet.One(1)]);
        var outside = System.IO.Path.Combine(world.Folder, "secret." + Extension);
        File.WriteAllBytes(outside, world.Bytes([SampleSet.One(77)]));
        try
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(world.Exports, "link." + Extension), outside);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Skip($"can't be tried here: this machine makes no symbolic links ({fault.GetType().Name})");
        }

        var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(read?.Records.Any(r => KeyOf(r) == KeyOf(SampleSet.One(77))) != true, "it read a file outside of the folder through a link in it", "to leave it, and to say so in a note");
    }

    /// <summary>Where a record stands names its file.</summary>
    [Check("Of two hundred exports nobody knows which one holds the bad record.", "RecordPosition: the file's name without the folder of the machine")]
    public async Task PositionsNameTheFile()
    {
        using var world = Files(SampleSet.Ordinary(3));
        var place = (await ReadAsync(world)).Records[0].Position;
        Require(place.Resource.Contains(System.IO.Path.GetFileName(world.Newest), StringComparison.Ordinal) && !place.Resource.Contains(world.Folder, StringComparison.Ordinal),
            $"it says '{place}'", "the file's name, and not the folders of this machine");
    }
}
