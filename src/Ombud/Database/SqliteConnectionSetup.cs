using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ombud.Database;

/// <summary>Sets the pragmas on each SQLite connection that EF Core opens.</summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var pragmas = connection.Command(SqlitePragmas.Text);
        pragmas.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var pragmas = connection.Command(SqlitePragmas.Text);
        await pragmas.ExecuteNonQueryAsync(cancellationToken);
    }
}
