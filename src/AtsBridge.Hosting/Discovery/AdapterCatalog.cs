using System.Reflection;
using AtsBridge.Hosting.Discovery.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Every adapter that was found, and every one that was refused with the reason. Nothing here throws: the host starts as long as
/// what it is configured to use was found.
/// </summary>
public sealed class AdapterCatalog
{
    private AdapterCatalog(IReadOnlyList<FoundAdapter> found, IReadOnlyList<RefusedAdapter> refused, IReadOnlyList<PluginFolder> plugins)
    {
        Found = found;
        Refused = refused;
        Plugins = plugins;
    }

    /// <summary>What a configuration can name, sources first, by name.</summary>
    public IReadOnlyList<FoundAdapter> Found { get; }

    /// <summary>What can't be used, and why.</summary>
    public IReadOnlyList<RefusedAdapter> Refused { get; }

    /// <summary>The folders of plugins that were looked into, by name.</summary>
    public IReadOnlyList<PluginFolder> Plugins { get; }

    /// <summary>Looks for adapters.</summary>
    /// <param name="scan">Where.</param>
    /// <param name="plugins">The folder of plugins, one folder each; null: none. See <c>ConfigurationReader.PluginsFolder</c>.</param>
    public static AdapterCatalog Discover(AdapterScan scan, string? plugins = null)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var refused = new List<RefusedAdapter>();
        var loading = new AdapterAssemblies(refused);
        var pluggedIn = new PluginLoading(refused);
        var assemblies = loading.Load(scan).Concat(pluggedIn.Load(plugins)).ToList();
        var candidates = assemblies.SelectMany(loading.TypesOf).Where(AdapterFault.SaysAdapter).Concat(scan.Types).Distinct().ToList();
        var fit = AdapterTwins.Refuse(candidates.Where(type => !Refuse(type, refused)).ToList(), refused);
        var found = Register([.. assemblies.Where(a => fit.Any(t => t.Assembly == a))], scan.Types.Where(t => !assemblies.Contains(t.Assembly)), fit).Select(Read).ToList();
        foreach (var type in fit.Where(t => found.TrueForAll(f => f.Type != t)))
        {
            refused.Add(AdapterFault.Refusal(type, "the scan did not register it, for a reason that it doesn't give. Add it explicitly."));
        }

        RefuseEmpty(pluggedIn.Folders, found, refused);
        return new(
            [.. found.OrderBy(a => a.Kind).ThenBy(a => a.Name, StringComparer.Ordinal)],
            [.. refused.OrderBy(r => r.AssemblyName, StringComparer.Ordinal).ThenBy(r => r.Item, StringComparer.Ordinal)],
            pluggedIn.Folders);
    }

    /// <summary>The adapter of a name, without regard to case; null where there is none.</summary>
    /// <param name="kind">Source or sink.</param>
    /// <param name="name">The name in the configuration.</param>
    public FoundAdapter? Find(AdapterKind kind, string name) =>
        Found.FirstOrDefault(a => a.Kind == kind && string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool Refuse(Type type, List<RefusedAdapter> refused)
    {
        if (AdapterFault.Of(type) is not { } reason)
        {
            return false;
        }

        refused.Add(AdapterFault.Refusal(type, reason));
        return true;
    }

    /// <summary>A plugin of which nothing was found and nothing refused would just be missing.</summary>
    private static void RefuseEmpty(IReadOnlyList<PluginFolder> plugins, List<FoundAdapter> found, List<RefusedAdapter> refused)
    {
        foreach (var plugin in plugins.Where(p => found.TrueForAll(f => f.PluginFolder != p.Path) && !refused.Exists(r => r.PluginFolder == p.Path)))
        {
            refused.Add(new(plugin.Name, plugin.Name, "no class in it has [Adapter]. Put [Adapter(\"name\")] on the class, or remove the folder.") { PluginFolder = plugin.Path });
        }
    }

    private static ServiceCollection Register(IReadOnlyList<Assembly> assemblies, IEnumerable<Type> types, HashSet<Type> fit)
    {
        var services = new ServiceCollection();
        services.Scan(scan =>
        {
            // The attribute is asked for although `fit` implies it: it is what makes a class an adapter, wherever this code goes.
            // And `fit` comes first: to ask a class that was refused for its attributes may throw.
            scan.FromAssemblies(assemblies)
                .AddClasses(c => c.Where(fit.Contains).AssignableTo<ICandidateSource>().WithAttribute<AdapterAttribute>())
                .As<ICandidateSource>().WithServiceKey(AdapterFault.NameOf).WithTransientLifetime()
                .AddClasses(c => c.Where(fit.Contains).AssignableTo<IInviteSink>().WithAttribute<AdapterAttribute>())
                .As<IInviteSink>().WithServiceKey(AdapterFault.NameOf).WithTransientLifetime();

            // What FromTypes names is registered as it is, so it is sorted here.
            var added = types.Where(fit.Contains).ToLookup(AdapterFault.KindOf);
            scan.FromTypes(added[AdapterKind.Source]).As<ICandidateSource>().WithServiceKey(AdapterFault.NameOf).WithTransientLifetime();
            scan.FromTypes(added[AdapterKind.Sink]).As<IInviteSink>().WithServiceKey(AdapterFault.NameOf).WithTransientLifetime();
        });
        return services;
    }

    private static FoundAdapter Read(ServiceDescriptor registered)
    {
        var type = registered.KeyedImplementationType
            ?? throw new InvalidOperationException($"The scan registered {registered.ServiceType.Name} without a class.");
        var kind = registered.ServiceType == typeof(ICandidateSource) ? AdapterKind.Source : AdapterKind.Sink;
        var settings = type.GetCustomAttribute<AdapterAttribute>(inherit: false)?.Settings;
        return new(AdapterFault.NameOf(type), kind, type, settings, AdapterAssemblies.NameOf(type.Assembly), AdapterAssemblies.VersionOf(type.Assembly))
        {
            PluginFolder = PluginContext.FolderOf(type.Assembly),
        };
    }
}
