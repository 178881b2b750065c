namespace Ombud.Policies.Compiling.Tables;

/// <summary>Days from the first to the last, both inclusive.</summary>
internal readonly record struct DaySpan(int First, int Last)
{
    public static DaySpan Never => new(int.MaxValue, int.MinValue);

    public static DaySpan Of(DateOnly? first, DateOnly? last) =>
        new(first?.DayNumber ?? int.MinValue, last?.DayNumber ?? int.MaxValue);

    public bool IsEmpty => First > Last;

    /// <summary>The day on which it begins and the day after its last; none where it has no beginning or end.</summary>
    public IEnumerable<int> Edges => IsEmpty ? []
        : new[] { First, Last == int.MaxValue ? int.MinValue : Last + 1 }.Where(day => day != int.MinValue);

    public bool Contains(int day) => day >= First && day <= Last;

    public DaySpan And(DaySpan other) => new(Math.Max(First, other.First), Math.Min(Last, other.Last));
}
