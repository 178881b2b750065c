namespace Ombud.Shared;

/// <summary>Gives back to the machine what starting took and nobody uses any more: texts that were read, code that was compiled.</summary>
internal sealed class TrimAfterStart(TimeProvider time) : BackgroundService
{
    // By then the model is built and the first pages are answered.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
