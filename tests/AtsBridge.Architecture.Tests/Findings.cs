namespace AtsBridge.Architecture.Tests;

/// <summary>Fails with everything that was found, each whole: what xunit prints of a collection is cut short.</summary>
internal static class Findings
{
    internal static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
