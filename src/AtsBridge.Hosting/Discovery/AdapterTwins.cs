using AtsBridge.Hosting.Discovery.Plugins;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Adapters with one name. Of two none is used: which came first depends on file names, and the wrong one would read people's data. But
/// what came with the host stays, whatever a plugin calls its own: somebody's plugin must not stop the sources that have nothing to do with it.
/// </summary>
internal static class AdapterTwins
{
    internal static HashSet<Type> Refuse(List<Type> types, List<RefusedAdapter> refused)
    {
        var fit = types.ToHashSet();
        foreach (var twins in types.GroupBy(t => (AdapterFault.KindOf(t), AdapterFault.NameOf(t))).Where(g => g.Skip(1).Any()))
        {
            var ofHost = twins.Where(t => PluginContext.FolderOf(t.Assembly) is null).ToList();
            foreach (var type in twins.Where(t => ofHost.Count != 1 || t != ofHost[0]))
            {
                refused.Add(AdapterFault.Refusal(type, Reason(type, twins, PluginContext.FolderOf(type.Assembly) is null ? [] : ofHost)));
                fit.Remove(type);
            }
        }

        return fit;
    }

    private static string Reason(Type type, IEnumerable<Type> twins, List<Type> before) => before.Count > 0
        ? $"its name '{AdapterFault.NameOf(type)}' is that of {Where(before[0])}, which comes with AtsBridge and goes before. Give the plugin's adapter another name."
        : $"its name '{AdapterFault.NameOf(type)}' is also that of {string.Join(", ", twins.Where(t => t != type).Select(Where))}. Remove one of them, or give it another name.";

    private static string Where(Type type) =>
        $"{type.FullName} in {AdapterAssemblies.NameOf(type.Assembly)}{(PluginContext.FolderOf(type.Assembly) is { } folder ? $" of the plugin {Path.GetFileName(folder)}" : "")}";
}
