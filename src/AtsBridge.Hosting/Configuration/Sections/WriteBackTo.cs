namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>Who is told what became of a route's invites.</summary>
internal enum WriteBackTo
{
    /// <summary>The source, through its adapter.</summary>
    Source,

    /// <summary>Whoever imports files of a folder.</summary>
    Folder,
}
