using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AtsBridge.Hosting.Discovery;

/// <summary>
/// Which classes of an assembly don't load, and why. The runtime gives the reasons without the classes, so the names are read from the
/// file: somebody who has configured one of them must be told.
/// </summary>
internal static class UnloadableTypes
{
    /// <summary>A class that doesn't load; <paramref name="Adapter"/> is the name in its <c>[Adapter]</c>, null where it has none.</summary>
    internal sealed record Lost(string Type, string? Adapter, string Reason);

    /// <summary>Each adapter, and of the other classes one for each reason. Empty where the assembly has no file.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "What is in a single file has no place of its own, and is then not looked into.")]
    internal static IReadOnlyList<Lost> Of(Assembly assembly)
    {
        if (string.IsNullOrEmpty(assembly.Location))
        {
            return [];
        }

        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var lost = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Select(type => (Name: NameOf(metadata, type), Adapter: AdapterOf(metadata, type)))
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal)) // What the compiler made says nothing to anybody.
            .Select(type => ReasonOf(assembly, type.Name) is { } reason ? new Lost(type.Name, type.Adapter, reason) : null)
            .OfType<Lost>().ToLookup(l => l.Adapter is not null);
        var said = lost[true].Select(l => l.Reason).ToHashSet(StringComparer.Ordinal);
        return [.. lost[true], .. lost[false].Where(l => said.Add(l.Reason))];
    }

    private static string? ReasonOf(Assembly assembly, string type)
    {
        try
        {
            assembly.GetType(type, throwOnError: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or BadImageFormatException)
        {
            return AdapterAssemblies.OneLine(exception);
        }
    }

    private static string NameOf(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(metadata, metadata.GetTypeDefinition(outer))}+{name}"
            : type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static string? AdapterOf(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var attribute in type.GetCustomAttributes().Select(metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && IsAdapter(metadata, metadata.GetTypeReference((TypeReferenceHandle)parent)))
            {
                var value = metadata.GetBlobReader(attribute.Value);
                value.ReadUInt16(); // The mark that every attribute begins with; its only argument is the name.
                return value.ReadSerializedString();
            }
        }

        return null;
    }

    private static bool IsAdapter(MetadataReader metadata, TypeReference type) =>
        metadata.StringComparer.Equals(type.Name, nameof(AdapterAttribute)) && metadata.StringComparer.Equals(type.Namespace, typeof(AdapterAttribute).Namespace!);
}
