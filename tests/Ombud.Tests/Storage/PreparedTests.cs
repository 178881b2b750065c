using Npgsql;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class PreparedTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData(";Max Auto Prepare=0", 0)]
    [InlineData(";MaxAutoPrepare=0", 0)]
    public async Task What_comes_again_is_prepared_unless_the_operator_says_otherwise(string said, int prepared)
    {
        using var storage = TestStorage.Create(StorageKind.Postgres);
        await using var source = PostgresConnection.Open(storage.DataConnection + said);
        await using var connection = await source.OpenConnectionAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var select = new NpgsqlCommand("select @one + 17", connection);
            select.Parameters.AddWithValue("one", i);
            Assert.Equal(i + 17, await select.ExecuteScalarAsync());
        }

        Assert.Equal(prepared, await TestDb.CountAsync(
            connection, "select count(*) from pg_prepared_statements where statement like '%+ 17' and statement not like '%pg_prepared%'"));
    }
}
