using System.Xml.Linq;

namespace AtsBridge.Architecture.Tests;

/// <summary>A project file: what it is called, where it stands, and what it says that it needs.</summary>
internal sealed record Project(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, XDocument Xml)
{
    internal static IReadOnlyList<Project> All { get; } =
        [.. new[] { "src", "adapters", "tests", "samples" }.SelectMany(folder => Repository.Written(folder, "*.csproj")).Select(Load)];

    /// <summary>The projects that are shipped.</summary>
    internal static IEnumerable<Project> Rooms => All.Where(p => p.Path.StartsWith("src/", StringComparison.Ordinal) || p.IsAdapter);

    internal bool IsAdapter => Path.StartsWith("adapters/", StringComparison.Ordinal);

    internal static Project Named(string name) =>
        All.SingleOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"There is no project {name} any more: correct this test.");

    public override string ToString() => Name;

    private static Project Load(string file)
    {
        var xml = XDocument.Load(file);
        return new(System.IO.Path.GetFileNameWithoutExtension(file), Repository.Relative(file),
            [.. Includes(xml, "ProjectReference").Select(p => System.IO.Path.GetFileNameWithoutExtension(p.Replace('\\', '/')))],
            [.. Includes(xml, "PackageReference")], xml);
    }

    private static IEnumerable<string> Includes(XDocument xml, string item) =>
        xml.Descendants().Where(e => e.Name.LocalName == item).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
