using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Log.Idempotency;

/// <summary>Forgets requests after their day, bucket by bucket.</summary>
internal sealed partial class ForgetOldRequests(Db db, Leases leases, TimeProvider time, ILogger<ForgetOldRequests> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken);
            try
            {
                if (await leases.TakeAsync("idempotency", Pause / 2, stoppingToken) is not null)
                    await ForgetAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
        }
    }

    /// <summary>Forgets what has expired.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancel)
    {
        var forgotten = 0;
        for (short bucket = 0; bucket < Bucket.Count; bucket++)
        {
            using var pass = await db.Gate.EnterAsync(cancel);
            await using var connection = await db.OpenAsync(cancel);
            await using var delete = connection.Command(
                "delete from idempotency where bucket = @bucket and expires_at <= @now")
                .With("bucket", bucket).With("now", Micros.Of(time.GetUtcNow()));
            forgotten += await delete.ExecuteNonQueryAsync(cancel);
        }
        return forgotten;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old requests could not be forgotten ({Error}); trying again")]
    private partial void LogFailed(string error);
}
