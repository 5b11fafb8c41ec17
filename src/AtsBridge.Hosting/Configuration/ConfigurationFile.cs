using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace AtsBridge.Hosting.Configuration;

/// <summary>The JSON file, with comments and trailing commas, and the environment variables that override it.</summary>
public sealed record ConfigurationFile
{
    /// <summary>The file in the working directory that is read when none is named.</summary>
    public const string DefaultName = "atsbridge.json";

    private ConfigurationFile(string path) => Path = path;

    /// <summary>The file; absolute.</summary>
    public string Path { get; }

    /// <summary>Its folder, which relative paths in it refer to.</summary>
    public string BaseDirectory => System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>What was read; null if there is a problem.</summary>
    public IConfigurationRoot? Configuration { get; private init; }

    /// <summary>Why the file can't be read; null if it was.</summary>
    public ConfigurationProblem? Problem { get; private init; }

    /// <summary>Reads a file and the environment.</summary>
    /// <param name="path">The file; relative to the working directory.</param>
    public static ConfigurationFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new ConfigurationFile(System.IO.Path.GetFullPath(path));
        if (Directory.Exists(file.Path))
        {
            return file.Wrong($"{file.Path} is a folder. Name the file: --config {System.IO.Path.Combine(path, DefaultName)}.");
        }

        if (!File.Exists(file.Path))
        {
            return file.Wrong($"{file.Path} does not exist. Name the configuration with --config FILE, or put one there as {DefaultName}.");
        }

        try
        {
            return file with { Configuration = file.Build() };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return file.Wrong(file.Reason(exception));
        }
    }

    /// <summary>The folder of plugins that it names, absolute; null where it names none, or could not be read.</summary>
    public string? PluginsFolder => Configuration is null ? null : ConfigurationReader.PluginsFolder(Configuration, BaseDirectory);

    /// <summary>Checks what was read.</summary>
    /// <param name="catalog">The adapters that it may name.</param>
    public ConfigurationReading Read(Discovery.AdapterCatalog catalog) => Configuration is null
        ? new() { Problems = Problem is null ? [] : [Problem] }
        : ConfigurationReader.Read(Configuration, catalog, BaseDirectory);

    private IConfigurationRoot Build()
    {
        // Its own folder with no exclusions: the default provider doesn't see files whose name begins with a point.
        using var files = new PhysicalFileProvider(BaseDirectory, ExclusionFilters.None);
        return new ConfigurationBuilder()
            .AddJsonFile(files, System.IO.Path.GetFileName(Path), optional: false, reloadOnChange: false)
            .AddEnvironmentVariables()
            .Build();
    }

    private ConfigurationFile Wrong(string message) => this with { Problem = new(ProblemSeverity.Error, Path, null, message) };

    private string Reason(Exception exception)
    {
        var innermost = exception;
        while (innermost is not JsonException && innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return innermost is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
            ? $"{Path} is not valid JSON at line {line + 1}, position {position + 1}: {What(innermost)}. Correct it there, or just before."
            : $"{Path} can't be read: {innermost.Message}";
    }

    /// <summary>The first sentence: what follows repeats the place, counted from zero. What it quotes of the file is one character.</summary>
    private static string What(Exception json) => json.Message.Split(" LineNumber:")[0].Split(". Path:")[0].TrimEnd('.', ' ');
}
