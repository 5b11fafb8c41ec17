using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace AtsBridge.Testing;

/// <summary>What the suites for sources and for sinks share: which adapter it is, what it lacks, and how a check fails.</summary>
public abstract class ConformanceSuite
{
    /// <summary>The class under test, with <see cref="AdapterAttribute"/>.</summary>
    public abstract Type Adapter { get; }

    /// <summary>What the matrix and the messages call it.</summary>
    public virtual string Name => Adapter.GetCustomAttribute<AdapterAttribute>()?.Name ?? Adapter.Name;

    /// <summary>What the adapter can't do, each with the reason. The checks of these are skipped and not passed.</summary>
    protected virtual IReadOnlyList<Lacking> Lacks => [];

    /// <summary>The document that lists adapters and what they can do; null: none is kept. See <see cref="CapabilityDocument"/>.</summary>
    protected virtual string? MatrixDocument => null;

    /// <summary>Runs every check that proves an ability, prints what this adapter can do, and holds the document against it.</summary>
    /// <returns>Done when it is printed.</returns>
    [Fact]
    public async Task WhatThisAdapterCanDo()
    {
        var (row, red) = await CapabilityRow.UnlessRedAsync(this);
        if (row is null)
        {
            // That check is red by itself: a second red for the same fault would only have to be read as well.
            Assert.Skip($"{Name} does not pass {red?.Check} yet, so what it can do is not known.");
        }

        var said = CapabilityRow.Table([row]) + row.LeftOut();
        // Said to whoever runs it by hand as well: the output of a test that passes is shown to nobody.
        await Console.Out.WriteLineAsync(said.AsMemory(), Token);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        if (MatrixDocument is { } file)
        {
            CapabilityDocument.Keep(file, row);
        }
    }

    /// <summary>Ends when the run is cancelled.</summary>
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Skips a check of an ability that this adapter lacks.</summary>
    private protected void Begin(string check)
    {
        var needed = CheckOf(check).Needs;
        if (Lacks.FirstOrDefault(l => l.Ability == needed && needed != Ability.None) is { } lacking)
        {
            Assert.Skip($"{Name} has no {needed}: {lacking.Why}");
        }
    }

    /// <summary>Skips a check that this adapter gives no occasion for.</summary>
    [DoesNotReturn]
    private protected void Skip(string why)
    {
        Assert.Skip($"{Name} {why}");
        throw new InvalidOperationException(why);
    }

    /// <summary>Fails a check unless something holds.</summary>
    private protected void Require([DoesNotReturnIf(false)] bool holds, string did, string expected, [CallerMemberName] string check = "")
    {
        if (!holds)
        {
            throw Failure(did, expected, check);
        }
    }

    private protected ConformanceException Failure(string did, string expected, [CallerMemberName] string check = "", string? first = null) =>
        new(Name, check, did, expected, CheckOf(check).Why, first is null ? CheckOf(check).Look : $"{first} Else: {CheckOf(check).Look}");

    private CheckAttribute CheckOf(string check) =>
        GetType().GetMethod(check)?.GetCustomAttribute<CheckAttribute>() ?? throw new InvalidOperationException($"{check} is no check of {GetType().Name}.");
}
