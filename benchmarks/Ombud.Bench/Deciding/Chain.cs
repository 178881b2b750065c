using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ombud.Bench.Deciding;

/// <summary>Something that answers numbered requests; a struct, so that nothing but the answer is timed.</summary>
internal interface IAnswers
{
    bool IsPermitted(int request);
}

/// <summary>Asks request after request, each chosen by the answer before it, so that no two overlap in the processor.</summary>
internal sealed class Chain(int[] order)
{
    /// <summary>Nanoseconds an answer.</summary>
    public double Time<T>(in T answers, int count)
        where T : struct, IAnswers
    {
        var start = Stopwatch.GetTimestamp();
        Run(in answers, count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Run<T>(in T answers, int count)
        where T : struct, IAnswers
    {
        var mask = order.Length - 1;
        var at = order[0];
        for (var i = 0; i < count; i++)
            at = order[(i + Unsafe.BitCast<bool, byte>(answers.IsPermitted(at))) & mask];
        return at;
    }
}
