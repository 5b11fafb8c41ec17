namespace AtsBridge.Hosting.Configuration.Sections;

internal sealed class StoreSection
{
    public StoreProvider Provider { get; init; }

    public string ConnectionString { get; init; } = "Data Source=atsbridge.db";
}
