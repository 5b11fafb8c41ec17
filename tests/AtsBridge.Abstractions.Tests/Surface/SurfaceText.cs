using System.Reflection;
using System.Runtime.CompilerServices;

namespace AtsBridge.Tests.Surface;

/// <summary>The public surface of an assembly as text: a line a type and a line a member, in an order that does not depend on the compiler.</summary>
internal static class SurfaceText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(TypeNames.Of, StringComparer.Ordinal).SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(Type(type)))];

    private static string Type(Type type)
    {
        var bases = type.GetInterfaces().Where(i => !Generated(i, type)).Select(TypeNames.Of).Order(StringComparer.Ordinal).ToList();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            bases.Insert(0, TypeNames.Of(parent));
        }

        return $"{type.Namespace} {Kind(type)} {TypeNames.Of(type)}{(bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"    {f.Name} = {Convert.ToInt64(f.GetRawConstantValue())}");
        }

        var constructors = type.GetConstructors(Declared).Where(c => Visible(c) && !IsCopy(c, type)).Select(c => $"    {Protected(c)}new({Parameters(c)})");
        var properties = type.GetProperties(Declared).Where(p => Visible(p.GetMethod) && !(IsRecord(type) && p.Name == "EqualityContract")).Select(Property);
        var methods = type.GetMethods(Declared).Where(m => Visible(m) && !m.IsSpecialName && !(IsRecord(type) && IsOfRecords(m)))
            .Select(m => $"    {Protected(m)}{(m.IsStatic ? "static " : "")}{TypeNames.Of(m.ReturnType)} {m.Name}({Parameters(m)})");
        var fields = type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => $"    field {TypeNames.Of(f.FieldType)} {f.Name}");
        var events = type.GetEvents(Declared).Where(e => Visible(e.AddMethod)).Select(e => $"    event {TypeNames.Of(e.EventHandlerType!)} {e.Name}");
        return constructors.Concat(properties).Concat(methods).Concat(fields).Concat(events);
    }

    private static string Property(PropertyInfo property)
    {
        var set = !Visible(property.SetMethod) ? ""
            : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"    {(property.GetMethod!.IsStatic ? "static " : "")}{required}{TypeNames.Of(property.PropertyType)} {property.Name} {{ get;{set} }}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{TypeNames.Of(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = …" : "")}"));

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        IsRecord(type) && constructor.GetParameters() is [var only] && only.ParameterType == type;

    /// <summary>What the compiler writes into every record; a ToString of our own says something and stays.</summary>
    private static bool IsOfRecords(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "<Clone>$" or "PrintMembers" or "Deconstruct"
        || (method.Name == "ToString" && method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool Generated(Type contract, Type type) =>
        type.IsEnum || (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>))
        || type.BaseType?.GetInterfaces().Contains(contract) == true;
}
