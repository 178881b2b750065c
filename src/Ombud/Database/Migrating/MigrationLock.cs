using Microsoft.EntityFrameworkCore;
using Ombud.Database.Locking;

namespace Ombud.Database.Migrating;

/// <summary>
/// One migrating process at a time on SQLite. The lock is on a file, and so ends with its process; a row that EF Core's
/// own lock left behind is then a killed process's, and is cleared. PostgreSQL locks within the transaction, which ends too.
/// </summary>
internal static class MigrationLock
{
    /// <summary>Takes the lock; whoever disposes it lets go.</summary>
    /// <exception cref="ConfigurationException">Another process has been migrating for minutes.</exception>
    public static async Task<IAsyncDisposable?> TakeAsync(OmbudContext context, StorageOptions storage, CancellationToken cancel)
    {
        if (storage.Engine is not Engine.Sqlite)
            return null;

        var file = await FileLock.TakeAsync(Path.Combine(storage.DataFolder, "migrating.lock"), "migrates the database", cancel);
        try
        {
            await ClearLeftoverAsync(context, cancel);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task ClearLeftoverAsync(OmbudContext context, CancellationToken cancel)
    {
        var tables = await context.Database
            .SqlQuery<int>($"select count(*) as \"Value\" from sqlite_master where name = '__EFMigrationsLock'").SingleAsync(cancel);
        if (tables > 0)
            await context.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsLock\"", cancel);
    }
}
