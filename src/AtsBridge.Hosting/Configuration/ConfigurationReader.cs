using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Routing;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Reads the section <c>AtsBridge</c>: all of it, or everything that is wrong with it.</summary>
public static class ConfigurationReader
{
    /// <summary>The section that belongs to us; others in the file are left alone.</summary>
    public const string SectionName = "AtsBridge";

    /// <summary>
    /// The folder of plugins that a configuration names, absolute; null where it names none. For <see cref="AdapterCatalog.Discover"/>:
    /// the adapters must be known before the rest can be read.
    /// </summary>
    /// <param name="configuration">File and environment.</param>
    /// <param name="baseDirectory">The folder of the file: a relative path refers to it.</param>
    public static string? PluginsFolder(IConfiguration configuration, string baseDirectory)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrEmpty(baseDirectory);
        return PluginsReading.Folder(configuration, baseDirectory);
    }

    /// <summary>Reads a configuration and checks all of it.</summary>
    /// <param name="configuration">File and environment, see <see cref="ConfigurationFile"/>.</param>
    /// <param name="catalog">The adapters that it may name.</param>
    /// <param name="baseDirectory">The folder of the file: relative paths refer to it.</param>
    public static ConfigurationReading Read(IConfiguration configuration, AdapterCatalog catalog, string baseDirectory)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(baseDirectory);
        var section = configuration.GetSection(SectionName);
        var problems = new ProblemList(new Secrets(section));
        if (!section.GetChildren().Any())
        {
            problems.Error(SectionName, null, NothingThere(configuration, baseDirectory));
            return new() { Problems = problems.All };
        }

        var read = ReadSection(section, catalog, baseDirectory, new SettingsBinder(problems, new KeySpelling(configuration)), problems);
        PluginsReading.Check(configuration, baseDirectory, catalog, problems);
        SecretsInFiles.Warn(configuration, section, problems);
        return new() { Configuration = problems.AnyError ? null : read, Problems = problems.All };
    }

    private static BridgeConfiguration ReadSection(IConfigurationSection section, AdapterCatalog catalog, string baseDirectory, SettingsBinder binder, ProblemList problems)
    {
        var written = (BridgeSection)binder.Object(typeof(BridgeSection), section.GetChildren(), SectionName);
        var adapters = new AdapterReading(catalog, binder, problems);
        var store = StoreReading.Read(written.Store, baseDirectory, problems);
        var sources = new SourceReading(adapters, binder, problems).Read(written.Sources);
        var sinks = new SinkReading(adapters).Read(written.Sinks);
        SameAccount.Check(sinks, problems);
        var routes = new RouteReading(written, sinks, new WriteBackReading(sources, baseDirectory, problems), problems).Read();
        PersonReferenceReading.Check(written, problems);
        Coverage.Check(written, routes, problems);
        return new()
        {
            Store = store, Sources = sources, Sinks = sinks, Routes = new RouteTable([.. routes.Values]),
            Erasure = new() { Secret = written.Erasure.Secret }, Retention = written.Retention.ToPolicy(),
        };
    }

    private static string NothingThere(IConfiguration configuration, string baseDirectory)
    {
        var file = SecretsInFiles.Files(configuration).FirstOrDefault() ?? Path.Combine(baseDirectory, ConfigurationFile.DefaultName);
        var meant = ClosestName.Of(SectionName, configuration.GetChildren().Select(c => c.Key));
        var cure = meant.Count == 0 ? "" : $" There is \"{meant[0]}\": rename it to \"{SectionName}\".";
        return $"No section \"{SectionName}\" was found in {file}, nor in the environment.{cure} "
            + $"Begin with {{ \"{SectionName}\": {{ \"Sources\": {{ … }}, \"Sinks\": {{ … }}, \"Routes\": [ … ] }} }}, "
            + "or name another file with --config FILE.";
    }
}
