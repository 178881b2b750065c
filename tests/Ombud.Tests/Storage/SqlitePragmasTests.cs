using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure.Steps;
using Ombud.Keys;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class SqlitePragmasTests
{
    [Fact]
    public async Task Every_connection_has_them_also_one_that_the_pool_gives_again()
    {
        await using var app = await OmbudApp.StartAsync();
        for (var again = 0; again < 3; again++)
        {
            // Several at once, so that the pool makes new ones beside those that it gives again.
            var plain = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Get<Db>().OpenAsync(CancellationToken.None).AsTask()));
            foreach (var connection in plain)
            {
                await AssertSetAsync(connection);
                await connection.DisposeAsync();
            }

            await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
            await context.Database.OpenConnectionAsync();
            await AssertSetAsync(context.Database.GetDbConnection());
        }
    }

    [Fact]
    public async Task Who_waited_briefly_leaves_the_next_one_its_patience()
    {
        await using var app = await OmbudApp.StartAsync();

        Assert.True(await app.Get<KeyStore>().TruncateLogAsync(CancellationToken.None));
        await app.Get<DeleteRows>().TruncateLogAsync(CancellationToken.None);

        foreach (var db in (Db[])[app.Get<KeyStore>().Db, app.Get<Db>()])
        {
            // As many as the pool may hold of this test's.
            var open = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => db.OpenAsync(CancellationToken.None).AsTask()));
            foreach (var connection in open)
            {
                await AssertSetAsync(connection);
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task AssertSetAsync(DbConnection connection)
    {
        Assert.Equal("wal", await ValueAsync(connection, "journal_mode"));
        Assert.Equal("2", await ValueAsync(connection, "synchronous"));
        Assert.Equal("1", await ValueAsync(connection, "secure_delete"));
        Assert.Equal("1", await ValueAsync(connection, "foreign_keys"));
        Assert.Equal("30000", await ValueAsync(connection, "busy_timeout"));
    }

    private static async Task<string?> ValueAsync(DbConnection connection, string pragma)
    {
        await using var select = connection.Command("pragma " + pragma);
        return Convert.ToString(await select.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
