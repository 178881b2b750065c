using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Ombud.Database.Migrating;

/// <summary>
/// One migrating process at a time on SQLite. The lock is on a file, and so ends with its process; a row that EF Core's
/// own lock left behind is then a killed process's, and is cleared. PostgreSQL locks within the transaction, which ends too.
/// </summary>
internal static class MigrationLock
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the lock; whoever disposes it lets go.</summary>
    /// <exception cref="ConfigurationException">Another process has been migrating for minutes.</exception>
    public static async Task<IAsyncDisposable?> TakeAsync(OmbudContext context, StorageOptions storage, CancellationToken cancel)
    {
        if (storage.Engine is not Engine.Sqlite)
            return null;

        var file = await OpenAsync(Path.Combine(storage.DataFolder, "migrating.lock"), cancel);
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

    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < LongestWait)
            {
                await Task.Delay(Pause, cancel);
            }
            catch (IOException)
            {
                throw new ConfigurationException([$"Another process migrates the database: it holds {path}."]);
            }
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
