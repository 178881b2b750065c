namespace Ombud.Shared;

/// <summary>Gives back to the machine what starting took and nobody uses any more: texts that were read, code that was compiled.</summary>
internal sealed class TrimAfterStart(TimeProvider time) : BackgroundService
{
    // By then the first pages are answered, the model is built, and what runs in the background has run for the first time.
    private static readonly TimeSpan After = CalmStart.Serving.Pause + TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
