using System.Diagnostics.Metrics;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Assurance.Measuring;

/// <summary>Whether the controls run by themselves; a test runs them when it wants to.</summary>
internal sealed record ControlSchedule(bool IsOn)
{
    private const string Key = "Ombud:Controls";

    /// <exception cref="ConfigurationException">The setting is neither true nor false.</exception>
    public static ControlSchedule From(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => new ControlSchedule(IsOn: true),
        { } text when bool.TryParse(text, out var isOn) => new ControlSchedule(isOn),
        _ => throw new ConfigurationException(["Ombud__Controls must be true or false."]),
    };
}

/// <summary>Runs the controls, each at half its interval and on demand, one process at a time.</summary>
internal sealed partial class ControlRunner(
    IEnumerable<IControl> controls, EvidenceStore evidence, Leases leases, TimeProvider time, CalmStart calm, ILogger<ControlRunner> logger,
    IHostApplicationLifetime lifetime, ControlSchedule schedule) : BackgroundService
{
    private const string Lease = "controls";
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly Counter<long> Measured = Telemetry.Meter.CreateCounter<long>(
        "ombud.controls", "{measurement}", "Controls that measured, by control and by whether it holds.");

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>All controls there are.</summary>
    public IReadOnlyList<IControl> Controls { get; } = [.. controls.OrderBy(control => control.Id, StringComparer.Ordinal)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!schedule.IsOn)
            return;
        // The controls look at the served pages, so that they wait until these are served.
        await StartedAsync(stoppingToken);
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await RoundAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Runs every control now.</summary>
    public Task RunAllAsync(CancellationToken cancel) => RunAsync(Controls, cancel);

    /// <summary>Runs controls now and keeps what they found as evidence.</summary>
    /// <returns>What they found, in order.</returns>
    public async Task<IReadOnlyList<EvidenceRow>> RunAsync(IEnumerable<IControl> wanted, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var found = new List<EvidenceRow>();
            foreach (var control in wanted)
            {
                found.Add(await MeasureAsync(control, cancel));
                await evidence.WriteAsync(found[^1], cancel);
            }
            return found;
        }
        finally
        {
            _one.Release();
        }
    }

    // Evidence that cannot be written is seen on the page by its age; serving goes on.
    private async Task RoundAsync(CancellationToken cancel)
    {
        try
        {
            if (await leases.TakeAsync(Lease, LeaseLength, cancel) is not null)
                await RunDueAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogRoundFailed(failure.GetType().Name);
        }
    }

    private async Task RunDueAsync(CancellationToken cancel)
    {
        var known = await evidence.ReadAsync(cancel);
        var now = time.GetUtcNow();
        foreach (var control in Controls.Where(control =>
            !known.TryGetValue(control.Id, out var last) || now - last.MeasuredAt > Until(control, last)))
            await RunOneAsync(control, cancel);
    }

    // Evidence of one control that cannot be written keeps none of the others.
    private async Task RunOneAsync(IControl control, CancellationToken cancel)
    {
        try
        {
            await RunAsync([control], cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogRoundFailed(failure.GetType().Name);
        }
    }

    // What was amiss is looked at again sooner, so that a page does not say for hours what was mended in a minute.
    private static TimeSpan Until(IControl control, EvidenceRow last) => control.Interval / (last.Holds ? 2 : 24);

    private async Task<EvidenceRow> MeasureAsync(IControl control, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        using var span = Telemetry.Source.StartActivity("control");
        var measurement = await SafelyAsync(control, cancel);
        span?.SetTag("ombud.control", control.Id).SetTag("ombud.holds", measurement.Holds);
        Measured.Add(1, new("ombud.control", control.Id), new("ombud.holds", measurement.Holds));
        return new EvidenceRow
        {
            Control = control.Id, Holds = measurement.Holds, FigureSv = measurement.Figure.In(Layout.Language.Swedish),
            FigureEn = measurement.Figure.In(Layout.Language.English), MeasuredAt = time.GetUtcNow(),
            TookMicros = (long)time.GetElapsedTime(began).TotalMicroseconds,
        };
    }

    private async Task<Measurement> SafelyAsync(IControl control, CancellationToken cancel)
    {
        try
        {
            return await control.MeasureAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A control that cannot measure has not shown that the promise is kept, whatever stopped it.
        catch (Exception failure)
        {
            LogFailed(control.Id, failure.GetType().Name);
            return Measurement.Bad($"kunde inte mätas ({failure.GetType().Name})", $"could not be measured ({failure.GetType().Name})");
        }
#pragma warning restore CA1031
    }

    private async Task StartedAsync(CancellationToken cancel)
    {
        var started = new TaskCompletionSource();
        using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancel);
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Control {Control} could not measure ({Error})")]
    private partial void LogFailed(string control, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The controls could not be run ({Error}); trying again")]
    private partial void LogRoundFailed(string error);
}
