using System.Diagnostics.Metrics;
using Ombud.Shared;

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
internal sealed partial class SweepRunner(IEnumerable<ISweep> sweeps, TimeProvider time, CalmStart calm, ILogger<SweepRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private static readonly Counter<long> Cleared = Telemetry.Meter.CreateCounter<long>(
        "ombud.sweep.cleared", "{row}", "Rows that a sweep cleared, by sweep.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var sweep in sweeps)
                await SweepAsync(sweep, stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task SweepAsync(ISweep sweep, CancellationToken cancel)
    {
        var name = sweep.GetType().Name;
        using var span = Telemetry.Source.StartActivity("sweep");
        span?.SetTag("ombud.sweep", name);
        try
        {
            var rows = await sweep.SweepAsync(cancel);
            Cleared.Add(rows, new KeyValuePair<string, object?>("ombud.sweep", name));
            span?.SetTag("ombud.rows", rows);
            if (rows > 0)
                LogSwept(name, rows);
        }
        // Whatever it was: the other sweeps go on, and so does the product.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            span.Fail(failure);
            LogFailed(name, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} cleared {Count} rows")]
    private partial void LogSwept(string sweep, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep} failed with {Error}; it runs again")]
    private partial void LogFailed(string sweep, string error);
}
