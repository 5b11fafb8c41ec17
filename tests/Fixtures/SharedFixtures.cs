namespace AtsBridge.Fixtures;

/// <summary>Samples of vendors, which are the data of others and lie beside the repository where they lie at all. Tests of them are skipped elsewhere.</summary>
internal static class SharedFixtures
{
    /// <summary>A file or folder of them.</summary>
    /// <param name="name">Its path among them, such as <c>greenhouse/webhooks</c>; empty: all of them.</param>
    public static string At(string name = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "fixtures", name);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip("The vendors' samples don't lie next to the project.");
        return "";
    }
}
