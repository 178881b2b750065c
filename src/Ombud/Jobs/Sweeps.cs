namespace Ombud.Jobs;

/// <summary>
/// Clears, again and again, what a capability keeps for a short time only. Several processes may do so at once.
/// </summary>
internal interface ISweep
{
    /// <summary>Clears what has outlived its use.</summary>
    /// <returns>How many rows went.</returns>
    Task<int> SweepAsync(CancellationToken cancel);
}

/// <summary>Runs all sweeps at start and then every ten minutes.</summary>
internal sealed partial class SweepRunner(IEnumerable<ISweep> sweeps, TimeProvider time, ILogger<SweepRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var sweep in sweeps)
                await SweepAsync(sweep, stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task SweepAsync(ISweep sweep, CancellationToken cancel)
    {
        try
        {
            if (await sweep.SweepAsync(cancel) is > 0 and var rows)
                LogSwept(sweep.GetType().Name, rows);
        }
        // Whatever it was: the other sweeps go on, and so does the product.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogFailed(sweep.GetType().Name, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} cleared {Count} rows")]
    private partial void LogSwept(string sweep, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep} failed with {Error}; it runs again")]
    private partial void LogFailed(string sweep, string error);
}
