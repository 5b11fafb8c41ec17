namespace AtsBridge.Hosting.Configuration.Sections;

/// <summary>What a route does when somebody comes back into its stage.</summary>
internal enum ReentryAct
{
    Nothing,
    Resend,
}
