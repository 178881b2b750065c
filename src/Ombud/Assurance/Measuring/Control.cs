using Ombud.Layout;

namespace Ombud.Assurance.Measuring;

/// <summary>A check that can fail, for one or several clauses. It measures the running product, now.</summary>
internal interface IControl
{
    /// <summary>The word by which clauses name it.</summary>
    string Id { get; }

    /// <summary>How old its result may grow before the promise counts as not kept.</summary>
    TimeSpan Interval => TimeSpan.FromHours(1);

    /// <summary>Measures.</summary>
    Task<Measurement> MeasureAsync(CancellationToken cancel);
}

/// <summary>What a control found.</summary>
/// <param name="Holds">Whether what it checks is so.</param>
/// <param name="Figure">The figure, for readers: a count, an age, what was compared. Never a personal value.</param>
internal sealed record Measurement(bool Holds, Text Figure)
{
    public static Measurement Good(string sv, string en) => new(true, new Text(sv, en));

    public static Measurement Bad(string sv, string en) => new(false, new Text(sv, en));

    /// <summary>Good where nothing was found amiss; otherwise bad, naming the first few.</summary>
    public static Measurement Of(IReadOnlyList<string> amiss, string sv, string en)
    {
        if (amiss.Count == 0)
            return Good(sv, en);
        var few = string.Join(", ", amiss.Take(5));
        return Bad($"{amiss.Count} fel: {few}", $"{amiss.Count} amiss: {few}");
    }
}
