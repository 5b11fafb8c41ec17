using AtsBridge.WriteBack;
using FluentMigrator.Runner;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AtsBridge.Storage.Tests;

/// <summary>A store that an earlier version has written is brought up to date with everything in it.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task AnInviteOfTheFirstSchemaIsThereAfterTheUpdate()
    {
        var folder = Directory.CreateTempSubdirectory("atsbridge-tests-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "store.db")};Pooling=False";
        try
        {
            await WriteFirstAsync(connectionString);
            await using (var store = AtsBridgeStore.OpenSqlite(connectionString, StoreAccess.Host, TimeProvider.System))
            {
                var invite = Assert.Single(await store.Ledger.ListAsync(new(), TestContext.Current.CancellationToken));
                Assert.Equal(("i-1", null), (invite.Delivery.InviteReference, invite.Delivery.StatusAt));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task NewsThatWereRefusedBeforeStatesWereKeptAreRefused()
    {
        var folder = Directory.CreateTempSubdirectory("atsbridge-tests-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "store.db")};Pooling=False";
        try
        {
            await WriteFirstAsync(connectionString, 15, """
                INSERT INTO write_back_route (route) VALUES ('r');
                INSERT INTO invite (run_id, source, application_key, sink, route, backfill, request, identities, state, attempts, empty_look_ups, failed_look_ups, said_to_exist,
                    cancel_requested, wish_under_way, is_open, status_asked_at, epoch, created_at, changed_at, invite_reference)
                SELECT run_id, source, '2', sink, route, backfill, request, identities, state, attempts, empty_look_ups, failed_look_ups, said_to_exist,
                    cancel_requested, wish_under_way, is_open, status_asked_at, epoch, created_at, changed_at, 'i-2' FROM invite;
                INSERT INTO news (invite_id, change, tries, not_before, fault) VALUES (1, 1, 3, NULL, 'no'), (2, 1, 1, 7, 'later');
                """);
            await using (var store = AtsBridgeStore.OpenSqlite(connectionString, StoreAccess.Host, TimeProvider.System))
            {
                var news = await store.WriteBack.ListAsync(new(), TestContext.Current.CancellationToken);
                Assert.Equal([(2L, NewsState.Owed, "later"), (1L, NewsState.Refused, "no")], news.Select(n => (n.InviteId, n.State, n.Fault!)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteFirstAsync(string connectionString, long version = 1, string more = "")
    {
        await using (var services = new ServiceCollection().AddFluentMigratorCore()
            .ConfigureRunner(r => r.AddSQLite().WithGlobalConnectionString(connectionString).ScanIn(typeof(AtsBridgeStore).Assembly).For.Migrations())
            .BuildServiceProvider())
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp(version);
        }

        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA application_id = {Opening.SqliteFile.ApplicationId};" + """
            INSERT INTO invite (run_id, source, application_key, sink, route, backfill, request, identities, state, attempts, empty_look_ups, failed_look_ups, said_to_exist,
                cancel_requested, wish_under_way, is_open, status_asked_at, epoch, created_at, changed_at, invite_reference)
            VALUES (1, 'acme', '1', 'gather', 'r', 0,
                '{"Reference":"r","PersonExternalId":"p","InterviewId":"i","FirstName":"A","LastName":"B","Channels":[0]}', '["e"]', 'Sent', 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 'i-1');
            """ + more;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
