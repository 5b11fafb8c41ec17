using System.Reflection;
using System.Reflection.Emit;

namespace AtsBridge.Hosting.Tests.Fakes;

/// <summary>Writes assemblies to a folder, as somebody would drop them there.</summary>
internal static class EmittedAssembly
{
    /// <summary>An assembly with one working adapter.</summary>
    internal static void WithAdapter(string folder, string name, string adapter) => Write(folder, name, module => Source(module, adapter));

    /// <summary>An assembly with a working adapter, and a class whose base class is in an assembly that isn't there.</summary>
    internal static void WithMissingBase(string folder, string name, string adapter)
    {
        var other = new PersistedAssemblyBuilder(new AssemblyName("Somebody.Elses.Library"), typeof(object).Assembly);
        var missing = other.DefineDynamicModule("Somebody.Elses.Library").DefineType("Somebody.Elses.Library.Client", TypeAttributes.Public);
        var missingType = missing.CreateType();
        Write(folder, name, module =>
        {
            Source(module, adapter);
            module.DefineType("Lost.LostSource", TypeAttributes.Public, missingType).CreateType();
        });
    }

    /// <summary>An assembly with an adapter that was built against another version of the contracts, in which a source needs no methods.</summary>
    internal static void WithContracts(string folder, string name, string adapter, Version contracts)
    {
        const string Contracts = "AtsBridge.Abstractions";
        var other = new PersistedAssemblyBuilder(new AssemblyName(Contracts) { Version = contracts }, typeof(object).Assembly).DefineDynamicModule(Contracts);
        var contract = other.DefineType("AtsBridge.ICandidateSource", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract).CreateType();
        var marking = other.DefineType("AtsBridge.AdapterAttribute", TypeAttributes.Public, typeof(Attribute));
        var marked = marking.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        marked.GetILGenerator().Emit(OpCodes.Ret);
        marking.CreateType();
        Write(folder, name, module =>
        {
            var type = module.DefineType($"Emitted.{adapter}Source", TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), [contract]);
            type.SetCustomAttribute(new CustomAttributeBuilder(marked, [adapter]));
            type.DefineDefaultConstructor(MethodAttributes.Public);
            type.CreateType();
        });
    }

    /// <summary>An assembly with an adapter whose settings are in an assembly that isn't there.</summary>
    internal static void WithMissingSettings(string folder, string name, string adapter)
    {
        var other = new PersistedAssemblyBuilder(new AssemblyName("Somebody.Elses.Library"), typeof(object).Assembly);
        var settings = other.DefineDynamicModule("Somebody.Elses.Library").DefineType("Somebody.Elses.Library.Settings", TypeAttributes.Public).CreateType();
        Write(folder, name, module => Source(module, adapter, settings));
    }

    /// <summary>An assembly with an adapter that also has an attribute, whose assembly isn't there, and with a sound one.</summary>
    internal static void WithMissingAttribute(string folder, string name, string adapter)
    {
        var other = new PersistedAssemblyBuilder(new AssemblyName("Somebody.Elses.Library"), typeof(object).Assembly);
        var marking = other.DefineDynamicModule("Somebody.Elses.Library").DefineType("Somebody.Elses.Library.MarkAttribute", TypeAttributes.Public, typeof(Attribute));
        var mark = marking.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []);
        mark.GetILGenerator().Emit(OpCodes.Ret);
        marking.CreateType();
        Write(folder, name, module =>
        {
            Source(module, adapter, also: new CustomAttributeBuilder(mark, []));
            Source(module, $"{adapter}.sound");
        });
    }

    /// <summary>An assembly with an adapter that derives from a class of a library, and that library beside it.</summary>
    internal static void WithLibrary(string folder, string name, string adapter, string library, Version version)
    {
        var other = new PersistedAssemblyBuilder(new AssemblyName(library) { Version = version }, typeof(object).Assembly);
        var client = other.DefineDynamicModule(library).DefineType("Somebody.Elses.Client", TypeAttributes.Public);
        client.DefineDefaultConstructor(MethodAttributes.Public);
        var made = client.CreateType();
        other.Save(Path.Combine(folder, library + ".dll"));
        Write(folder, name, module => Source(module, adapter, parent: made));
    }

    private static void Write(string folder, string name, Action<ModuleBuilder> define)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(2, 1, 0, 0) }, typeof(object).Assembly);
        define(assembly.DefineDynamicModule(name));
        assembly.Save(Path.Combine(folder, name + ".dll"));
    }

    private static void Source(ModuleBuilder module, string adapter, Type? settings = null, Type? parent = null, CustomAttributeBuilder? also = null)
    {
        var type = module.DefineType($"Emitted.{adapter}Source", TypeAttributes.Public | TypeAttributes.Sealed, parent ?? typeof(object), [typeof(ICandidateSource)]);
        if (also is not null)
        {
            type.SetCustomAttribute(also);
        }

        type.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(AdapterAttribute).GetConstructor([typeof(string)])!, [adapter],
            settings is null ? [] : [typeof(AdapterAttribute).GetProperty(nameof(AdapterAttribute.Settings))!], settings is null ? [] : [settings]));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        var contract = typeof(ICandidateSource).GetMethod(nameof(ICandidateSource.ReadAsync))!;
        var method = type.DefineMethod(contract.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final,
            contract.ReturnType, [.. contract.GetParameters().Select(p => p.ParameterType)]);
        var body = method.GetILGenerator();
        body.Emit(OpCodes.Ldnull);
        body.Emit(OpCodes.Ret);
        type.CreateType();
    }
}
