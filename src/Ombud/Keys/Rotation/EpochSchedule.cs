using System.Data.Common;
using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Keys.Rotation;

/// <summary>
/// Rotates the epochs when their time has come, so that a copy of a destroyed key opens no more from a day that can be
/// named. One process does it; a rotation that was killed is finished by the next.
/// </summary>
internal sealed partial class EpochSchedule(
    EpochPlan plan, KeyRotation rotation, Leases leases, TimeProvider time, CalmStart calm,
    ILogger<EpochSchedule> logger) : BackgroundService
{
    private const string Lease = "epoch";
    private static readonly TimeSpan LeaseLength = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception failure) when (IsPassing(failure) && !stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    /// <summary>Rotates if it is time.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> RunDueAsync(CancellationToken cancel)
    {
        if (await plan.NextAsync(cancel) > time.GetUtcNow() || await leases.TakeAsync(Lease, LeaseLength, cancel) is null)
            return false;
        // Asked again under the lease: another process may have rotated in between.
        if (await plan.NextAsync(cancel) > time.GetUtcNow())
            return false;
        await rotation.RotateEpochAsync(cancel);
        return true;
    }

    // Somebody else rotates by hand, the store is busy or away: the next look finds it due still.
    private static bool IsPassing(Exception failure) =>
        failure is DbException or ConfigurationException or InvalidOperationException or CryptographicException or IOException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The epoch could not be rotated ({Error}); it is tried again")]
    private partial void LogFailed(string error);
}
