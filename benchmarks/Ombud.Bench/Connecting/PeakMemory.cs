namespace Ombud.Bench.Connecting;

/// <summary>How much resident memory a piece of work added at its peak, looked at every few milliseconds.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before;
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory()
    {
        GC.Collect();
        _before = _peak = Environment.WorkingSet;
        _timer = new Timer(_ => Interlocked.Exchange(ref _peak, Math.Max(_peak, Environment.WorkingSet)), null, 0, 5);
    }

    public double AddedMegabytes => (Interlocked.Read(ref _peak) - _before) / 1024.0 / 1024.0;

    public void Dispose() => _timer.Dispose();
}
