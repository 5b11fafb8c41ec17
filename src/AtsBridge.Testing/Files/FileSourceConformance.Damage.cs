using System.Text;

namespace AtsBridge.Testing;

public abstract partial class FileSourceConformance<TSource, TSettings>
{
    private const string Marker = "MARKEDPERSON";

    /// <summary>Bytes that spoil a text, and signs after which a format may not know any more where a record ends: then it may refuse the file.</summary>
    private static readonly (byte[] Bytes, bool MayRefuse)[] Damages =
    [
        ([0xff], false), ([0xc3, 0x28], false), ([0], false), ([0x1b], false), ([0xed, 0xa0, 0x80], false),
        ("\""u8.ToArray(), true), ("<"u8.ToArray(), true), ("{"u8.ToArray(), true), ("\\"u8.ToArray(), true),
    ];

    /// <summary>A file that is cut off is no complete one.</summary>
    [Check("A disk that was full when the export was written turns a person's record into somebody else's.", "the last record: is it whole? Where the format says, refuse the file; else reject the record")]
    public async Task AFileThatIsCutOffInventsNobody()
    {
        var samples = SampleSet.Ordinary(30);
        using var probe = Folder();
        var bytes = probe.Bytes(samples);
        for (var cut = 1; cut <= 24; cut++)
        {
            using var world = Folder();
            world.Put(bytes[..(bytes.Length * cut / 25)]);
            var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
            var wrong = read?.Records.SkipLast(1).FirstOrDefault(r => samples.FirstOrDefault(s => KeyOf(s) == KeyOf(r)) is not { } sample || Differences(sample, r).Count > 0);
            Require(wrong is null, $"of a file that was cut after {bytes.Length * cut / 25} of {bytes.Length} bytes it delivered a record at '{wrong?.Position}' that nobody wrote", "whole records, rejected ones, or a SourceException");
        }
    }

    /// <summary>Bytes of one record that are damaged cost that record at most.</summary>
    [Check("One stray quote or byte takes hundreds of people with it.", "where a record begins and ends must not depend on what is in it", Needs = Ability.DamagedBytes)]
    public async Task DamagedBytesCostOneRecord()
    {
        IReadOnlyList<SampleApplication> samples = [SampleSet.One(1), SampleSet.One(2).With("LastName", Marker), SampleSet.One(3), SampleSet.One(4)];
        IReadOnlyList<SampleApplication> whole = [samples[0], samples[2], samples[3]];
        foreach (var (damage, mayRefuse) in Damages)
        {
            using var world = Folder();
            var spoiled = Spliced(world.Bytes(samples), Marker, damage);
            if (spoiled.Length == 0)
            {
                Skip("writes no plain text that could be damaged: declare that it lacks DamagedBytes");
            }

            world.Put(spoiled);
            var (reading, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
            var lost = reading is null ? [] : NotDelivered(whole, reading);
            Require(fault is null || mayRefuse, $"with {Convert.ToHexString(damage)} in one record it refused the whole file: {fault?.Message}", "the neighbours whole: these bytes are no sign of the format");
            Require(lost.Count == 0 && reading?.Count is null or 4, $"with {Convert.ToHexString(damage)} in one record it lost {KeyList(lost)} and accounts for {reading?.Count} of 4", "the neighbours whole, and the record itself read or rejected");
        }
    }

    /// <summary>An empty file is no crash.</summary>
    [Check("An export that failed ends the run with 'sequence contains no elements'.", "a file of no bytes: a note and nobody, or a SourceException")]
    public async Task AFileOfNoBytesIsNoCrash()
    {
        using var world = Folder();
        world.Put([]);
        var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(read is null or { Pages.Count: > 0, Count: 0 }, $"it delivered {read?.Pages.Count} pages with {read?.Count} records", "a page with nobody, or a SourceException");
    }

    /// <summary>A file of another kind is unreadable and no export of nobody.</summary>
    [Check("A sign-in page that was saved as the export empties the snapshot.", "the first bytes: what is no file of this format is SourceException(Unreadable)")]
    public async Task AFileOfAnotherKindIsUnreadable()
    {
        foreach (var bytes in new[] { "<html><head><title>Sign in</title></head><body><p>Please sign in</p></body></html>"u8.ToArray(), "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8.ToArray(), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52] })
        {
            using var world = Folder();
            world.Put(bytes);
            var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
            Require(fault is { Fault: SourceFault.Unreadable }, read is null ? $"it said {fault?.Fault}" : $"it delivered {read.Pages.Count} pages with {read.Count} records",
                "Unreadable: a person must look at it");
        }
    }

    /// <summary>A compressed file is read like any other.</summary>
    [Check("An export that the ATS compresses has to be unpacked by hand every day.", "the first two bytes of the file: 1f 8b", Needs = Ability.Gzip)]
    public async Task ACompressedFileIsReadLikeAnyOther()
    {
        var samples = SampleSet.Ordinary(9);
        using var world = Folder();
        world.Put(FileWorld.Gzip(world.Bytes(samples)), ".gz");
        RequireAll(samples, await ReadAsync(world), "everybody of the compressed file");
    }

    /// <summary>A compressed file that is cut off is no complete one.</summary>
    [Check("Half of the people vanish, because the end of a cut-off file looks like its end.", "GZipStream says nothing of a cut: look for the trailer", Needs = Ability.Gzip)]
    public async Task ACompressedFileThatIsCutOffIsAFault()
    {
        var samples = SampleSet.Ordinary(2500);
        using var world = Folder();
        var bytes = FileWorld.Gzip(world.Bytes(samples));
        world.Put(bytes[..(bytes.Length / 2)], ".gz");
        var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(fault is not null, $"it delivered {read?.Records.Count} of {samples.Count} and said nothing", "a SourceException");
    }

    /// <summary>A file in a zip is read like any other.</summary>
    [Check("An export that the ATS zips has to be unpacked by hand every day.", "the first bytes of the file: PK; one entry, read where it is and never unpacked to disk", Needs = Ability.Zip)]
    public async Task AZippedFileIsReadLikeAnyOther()
    {
        var samples = SampleSet.Ordinary(9);
        using var world = Folder();
        world.Put(FileWorld.Zip("../../export." + Extension, world.Bytes(samples)), ".zip");
        RequireAll(samples, await ReadAsync(world), "everybody of the zipped file");
        Require(Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories).Length == 1, "it unpacked the zip to disk", "the entry, read where it is: its name could lead anywhere");
    }

    /// <summary>A zip that is cut off is no complete one.</summary>
    [Check("Half of the people vanish, or the host reads a broken zip for ever.", "InvalidDataException and EndOfStreamException of the zip: SourceException", Needs = Ability.Zip)]
    public async Task AZipThatIsCutOffIsAFault()
    {
        using var world = Folder();
        var bytes = FileWorld.Zip("export." + Extension, world.Bytes(SampleSet.Ordinary(2500)));
        world.Put(bytes[..(bytes.Length / 2)], ".zip");
        var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(fault is not null, $"it delivered {read?.Records.Count} records and said nothing", "a SourceException");
    }

    /// <summary>A byte order mark is no part of the first heading or record.</summary>
    [Check("The first column or the first person is not found, because an invisible character stands before it.", "the byte order mark of UTF-8: skip it", Needs = Ability.TextEncodings)]
    public async Task AByteOrderMarkIsNoText()
    {
        var samples = SampleSet.Ordinary(4);
        using var world = Folder();
        world.Put([.. Encoding.UTF8.Preamble, .. world.Bytes(samples)]);
        RequireAll(samples, await ReadAsync(world), "everybody, the first one included");
    }

    /// <summary>UTF-16 with its mark is read as what it is.</summary>
    [Check("An export 'as Unicode text' is quarantined from the first line to the last.", "the byte order marks FF FE and FE FF", Needs = Ability.TextEncodings)]
    public async Task Utf16WithItsMarkIsRead()
    {
        var samples = SampleSet.EveryScript;
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using var world = Folder();
            world.Put([.. encoding.Preamble.ToArray(), .. Encoding.Convert(Encoding.UTF8, encoding, world.Bytes(samples))]);
            var (read, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
            Require(fault is not null || NotDelivered(samples, read!).Count == 0, $"of {samples.Count} people in {encoding.WebName} it read {read?.Records.Count} and rejected {read?.Rejected.Count}, and said nothing", "everybody, or a SourceException that names the encoding");
        }
    }

    /// <summary>Line ends of other systems are line ends.</summary>
    [Check("An export made on another system is read as one endless line.", "CR LF, LF; let the format's library read lines", Needs = Ability.TextEncodings)]
    public async Task LineEndsOfAnySystemAreRead()
    {
        var samples = SampleSet.Ordinary(5);
        foreach (var ending in new[] { "\n", "\r\n" })
        {
            using var world = Folder();
            if (!world.Bytes(samples).Contains((byte)'\n'))
            {
                Skip("writes no lines");
            }

            world.Put(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(world.Bytes(samples)).ReplaceLineEndings(ending)));
            RequireAll(samples, await ReadAsync(world), "everybody, whatever ends a line");
        }
    }
}
