using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Every adapter that was found, and every one that was refused with the reason. Nothing here throws: the host starts as long as
/// what it is configured to use was found.
/// </summary>
public sealed class AdapterCatalog
{
    private AdapterCatalog(IReadOnlyList<FoundAdapter> found, IReadOnlyList<RefusedAdapter> refused)
    {
        Found = found;
        Refused = refused;
    }

    /// <summary>What a configuration can name, sources first, by name.</summary>
    public IReadOnlyList<FoundAdapter> Found { get; }

    /// <summary>What can't be used, and why.</summary>
    public IReadOnlyList<RefusedAdapter> Refused { get; }

    /// <summary>Looks for adapters.</summary>
    /// <param name="scan">Where.</param>
    public static AdapterCatalog Discover(AdapterScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var refused = new List<RefusedAdapter>();
        var loading = new AdapterAssemblies(refused);
        var assemblies = loading.Load(scan);
        var candidates = assemblies.SelectMany(loading.TypesOf).Where(AdapterFault.SaysAdapter).Concat(scan.Types).Distinct().ToList();
        var fit = RefuseTwins(candidates.Where(type => !Refuse(type, refused)).ToList(), refused);
        var found = Register(assemblies, scan.Types.Where(t => !assemblies.Contains(t.Assembly)), fit).Select(Read).ToList();
        foreach (var type in fit.Where(t => found.TrueForAll(f => f.Type != t)))
        {
            refused.Add(Refusal(type, "the scan did not register it, for a reason that it doesn't give. Add it explicitly."));
        }

        return new(
            [.. found.OrderBy(a => a.Kind).ThenBy(a => a.Name, StringComparer.Ordinal)],
            [.. refused.OrderBy(r => r.AssemblyName, StringComparer.Ordinal).ThenBy(r => r.Item, StringComparer.Ordinal)]);
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

        refused.Add(Refusal(type, reason));
        return true;
    }

    /// <summary>Of two with one name none is used: which came first depends on file names, and the wrong one would read people's data.</summary>
    private static HashSet<Type> RefuseTwins(List<Type> types, List<RefusedAdapter> refused)
    {
        var fit = types.ToHashSet();
        foreach (var twins in types.GroupBy(t => (AdapterFault.KindOf(t), NameOf(t))).Where(g => g.Skip(1).Any()))
        {
            foreach (var type in twins)
            {
                var others = string.Join(", ", twins.Where(t => t != type).Select(t => $"{t.FullName} in {AdapterAssemblies.NameOf(t.Assembly)}"));
                refused.Add(Refusal(type, $"its name '{NameOf(type)}' is also that of {others}. Remove one of them, or give it another name."));
                fit.Remove(type);
            }
        }

        return fit;
    }

    private static ServiceCollection Register(IReadOnlyList<Assembly> assemblies, IEnumerable<Type> types, HashSet<Type> fit)
    {
        var services = new ServiceCollection();
        services.Scan(scan =>
        {
            // The attribute is asked for although `fit` implies it: it is what makes a class an adapter, wherever this code goes.
            scan.FromAssemblies(assemblies)
                .AddClasses(c => c.AssignableTo<ICandidateSource>().WithAttribute<AdapterAttribute>().Where(fit.Contains))
                .As<ICandidateSource>().WithServiceKey(NameOf).WithTransientLifetime()
                .AddClasses(c => c.AssignableTo<IInviteSink>().WithAttribute<AdapterAttribute>().Where(fit.Contains))
                .As<IInviteSink>().WithServiceKey(NameOf).WithTransientLifetime();

            // What FromTypes names is registered as it is, so it is sorted here.
            var added = types.Where(fit.Contains).ToLookup(AdapterFault.KindOf);
            scan.FromTypes(added[AdapterKind.Source]).As<ICandidateSource>().WithServiceKey(NameOf).WithTransientLifetime();
            scan.FromTypes(added[AdapterKind.Sink]).As<IInviteSink>().WithServiceKey(NameOf).WithTransientLifetime();
        });
        return services;
    }

    private static FoundAdapter Read(ServiceDescriptor registered)
    {
        var type = registered.KeyedImplementationType
            ?? throw new InvalidOperationException($"The scan registered {registered.ServiceType.Name} without a class.");
        var kind = registered.ServiceType == typeof(ICandidateSource) ? AdapterKind.Source : AdapterKind.Sink;
        var settings = type.GetCustomAttribute<AdapterAttribute>(inherit: false)?.Settings;
        return new(NameOf(type), kind, type, settings, AdapterAssemblies.NameOf(type.Assembly), VersionOf(type.Assembly));
    }

    private static RefusedAdapter Refusal(Type type, string reason) =>
        new(type.FullName ?? type.Name, AdapterAssemblies.NameOf(type.Assembly), reason)
        {
            Name = type.GetCustomAttribute<AdapterAttribute>(inherit: false)?.Name,
        };

    private static string NameOf(Type type) => type.GetCustomAttribute<AdapterAttribute>(inherit: false)?.Name ?? type.Name;

    /// <summary>The version that people know; what a build appends after a plus sign identifies the build, not the version.</summary>
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString() ?? "unknown";
}
