using Ombud.Shared;

namespace Ombud.Database;

/// <summary>
/// On SQLite: writes the log back into the database beside the writers, who would otherwise do it in one of their commits while all
/// others wait. It holds no gate: a passive checkpoint stops neither writers nor readers (sqlite.org/c3ref/wal_checkpoint_v2.html).
/// </summary>
internal sealed partial class SqliteCheckpoints(Db db, TimeProvider time, CalmStart calm, ILogger<SqliteCheckpoints> logger)
    : BackgroundService
{
    // So few writes fill no log.
    private const int WritesMin = 64;

    // In a large database every commit touches other pages, and the same ones again in the next half second: written back once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        var (done, pause) = (0L, Pause);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken);
            pause = Pause;
            var written = db.Gate.Entries;
            if (written - done < WritesMin)
                continue;
            try
            {
                await WriteBackAsync(stoppingToken);
                done = written;
            }
            // A full disk, above all: whoever writes next is told of it, and nothing is lost meanwhile.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
                pause = AfterFailure;
            }
        }
    }

    // SQLite works on the thread that calls it.
    private Task WriteBackAsync(CancellationToken cancel) => Task.Run(
        async () =>
        {
            await using var connection = await db.OpenAsync(cancel);
            await using var checkpoint = connection.Command("pragma wal_checkpoint(passive)");
            await checkpoint.ExecuteScalarAsync(cancel);
        }, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not be written back ({Error}); it is tried again")]
    private partial void LogFailed(string error);
}
