using System.Runtime.CompilerServices;
using System.Text;

namespace AtsBridge.Testing;

/// <summary>
/// What every source promises, and what one that reads files promises besides. Give the extension, the settings for a path, and how a
/// list of applications is written; folder, files and clock are the kit's.
/// </summary>
/// <typeparam name="TSource">The adapter.</typeparam>
/// <typeparam name="TSettings">Its settings.</typeparam>
public abstract partial class FileSourceConformance<TSource, TSettings> : SourceConformance
    where TSource : ICandidateSource
    where TSettings : class
{
    /// <inheritdoc />
    public override Type Adapter => typeof(TSource);

    /// <summary>The extension of the files, without the dot.</summary>
    protected abstract string Extension { get; }

    /// <summary>The settings of a source that reads a path, with <see cref="SampleField.Names"/> as the names of its fields.</summary>
    /// <param name="path">A file, or a pattern of files, relative to the configuration.</param>
    protected abstract TSettings Settings(string path);

    /// <summary>Writes applications in the adapter's format. What <see cref="SampleApplication.Values"/> does not have is not written, if the format can leave it out.</summary>
    /// <param name="applications">The applications.</param>
    protected abstract byte[] Write(IReadOnlyList<SampleApplication> applications);

    /// <summary>Makes the adapter, as the host does: override it only where the constructor asks for more.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="context">Its name and the folder of the configuration.</param>
    /// <param name="world">The world, with its clock.</param>
    protected virtual ICandidateSource Create(TSettings settings, AdapterContext context, SourceWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return (ICandidateSource)AdapterFactory.Make(typeof(TSource), world.Log, settings, context, world.Clock, world.Offline);
    }

    /// <inheritdoc />
    protected override SourceWorld NewWorld() => NewFileWorld();

    private FileWorld NewFileWorld() => new(Extension, Write, w => Create(Settings(w.Path), new AdapterContext("conformance", w.Folder), w));

    private FileWorld Files(IReadOnlyList<SampleApplication> applications, [CallerMemberName] string check = "") => (FileWorld)World(applications, check);

    private FileWorld Folder([CallerMemberName] string check = "")
    {
        Begin(check);
        var world = NewFileWorld();
        Directory.CreateDirectory(world.Exports);
        return world;
    }

    /// <summary>The settings that the suite gives are such as the host accepts.</summary>
    [Check("The suite would prove an adapter in a shape that no host lets start.", "Settings of this suite, and the attributes on the settings' properties")]
    public Task TheHostAcceptsTheSettings()
    {
        Begin(nameof(TheHostAcceptsTheSettings));
        var faults = AdapterRules.Faults(Settings("exports/*." + Extension));
        Require(faults.Count == 0, $"its settings are refused: {string.Join(" ", faults)}", "settings that validate");
        Require(AdapterRules.Faults(Settings("")).Count > 0, "its settings are accepted with an empty path", "an error before anything starts, and not at the first run");
        return Task.CompletedTask;
    }

    private static byte[] Spliced(byte[] bytes, string marker, ReadOnlySpan<byte> into)
    {
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker));
        return at < 0 ? [] : [.. bytes[..(at + 3)], .. into, .. bytes[(at + 3)..]];
    }
}
