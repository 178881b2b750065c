using System.Data.Common;

namespace Ombud.Database.Locking;

/// <summary>
/// What one process does while it starts, and the others wait for. It ends with its process, killed or not, so that whoever waits
/// goes on at once: a file on SQLite, a locked row on PostgreSQL, where processes run on several machines.
/// </summary>
internal static class StartLock
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the lock and takes it; whoever disposes it lets go.</summary>
    /// <param name="name">Name of what is done, as of a lease: <c>first-start</c>.</param>
    public static async Task<IAsyncDisposable> TakeAsync(Db db, StorageOptions storage, string name, CancellationToken cancel)
    {
        if (db.Engine is Engine.Sqlite)
            return await FileLock.TakeAsync(Path.Combine(storage.DataFolder, name + ".lock"), "is in its first start", cancel);

        var connection = await db.OpenAsync(cancel);
        try
        {
            await using (var insert = connection.Command(
                "insert into lease (name, holder, fence, until) values (@name, @nobody, 0, 0) on conflict do nothing")
                .With("name", name).With("nobody", Guid.Empty))
            {
                await insert.ExecuteNonQueryAsync(cancel);
            }
            var transaction = await connection.BeginTransactionAsync(cancel);
            await using var select = connection.Command("select 1 from lease where name = @name for update", transaction)
                .With("name", name);
            select.CommandTimeout = (int)LongestWait.TotalSeconds;
            await select.ExecuteScalarAsync(cancel);
            return new Row(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class Row(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
