namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>What a route does when somebody leaves its stage after the invite was sent.</summary>
internal enum StageLeftAct
{
    Nothing,
    Archive,
}
