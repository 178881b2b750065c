using Ombud.Shared;

namespace Ombud.Systems.Sweeping;

/// <summary>Looks every minute which connected system is due to be swept, or to be gone on with.</summary>
internal sealed partial class SystemSweeper(SweepInSystems sweep, TimeProvider time, CalmStart calm, ILogger<SystemSweeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await sweep.RunAsync(stoppingToken) is { } gone && gone > 0)
                    LogSwept(gone);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
            await Task.Delay(Idle, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} rows of connected systems ended by their descriptions")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of connected systems failed with {Error}; it runs again")]
    private partial void LogFailed(string error);
}
