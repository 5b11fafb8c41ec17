using System.Globalization;
using System.Reflection;
using FluentMigrator;
using FluentMigrator.Runner;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Storage.Opening;

/// <summary>The store's schema: which version a file has, which one this program knows, and the way from one to the other.</summary>
internal static class Schema
{
    /// <summary>The newest version that this program knows.</summary>
    internal static long Newest { get; } = typeof(Schema).Assembly.GetExportedTypes()
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Version ?? 0).Max();

    /// <summary>The version of an opened file; 0 where it is empty.</summary>
    internal static long VersionOf(SqliteConnection connection) =>
        SqliteFile.Run(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'VersionInfo';") == 0
            ? 0
            : SqliteFile.Run(connection, "SELECT max(Version) FROM VersionInfo;");

    /// <summary>Brings a file to the newest version. A migration that fails leaves the version before it.</summary>
    internal static void Migrate(SqliteFile file)
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner => runner
                .AddSQLite()
                .WithGlobalConnectionString(file.ConnectionString)
                .ScanIn(typeof(Schema).Assembly).For.Migrations())
            .BuildServiceProvider(validateScopes: true);
        using var scope = services.CreateScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
        }
        catch (Exception e) when (e is not SqliteException)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"The store {file.Path} could not be brought to version {Newest} of its schema: {e.Message} It stands at the version before; please report this."), e);
        }
    }
}
