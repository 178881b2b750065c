namespace Ombud.Bench.Reporting;

/// <summary>What many measurements come to.</summary>
internal static class Timings
{
    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    /// <param name="values">In any order.</param>
    /// <param name="rank">0 to 1.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double rank)
    {
        if (values.Count == 0)
            return double.NaN;
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(rank * sorted.Length))];
    }
}
