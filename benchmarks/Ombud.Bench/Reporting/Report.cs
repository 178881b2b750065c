using System.Globalization;

namespace Ombud.Bench.Reporting;

/// <summary>What a ratio is held against.</summary>
/// <param name="Limit">The ratio that must not be passed.</param>
/// <param name="IsCeiling">Whether less is better.</param>
internal readonly record struct Bar(double Limit, bool IsCeiling)
{
    public static Bar AtMost(double limit) => new(limit, IsCeiling: true);

    public static Bar AtLeast(double limit) => new(limit, IsCeiling: false);

    public bool IsMetBy(double value) => IsCeiling ? value <= Limit : value >= Limit;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsCeiling ? "<=" : ">=")} {Limit:0.##}");
}

/// <summary>The table: plain lines, on the console and in a file.</summary>
internal sealed class Report(TextWriter console, string file) : IDisposable
{
    private readonly StreamWriter _file = new(file) { AutoFlush = true };

    /// <summary>How many bars were missed.</summary>
    public int Missed { get; private set; }

    /// <summary>How many bars there were.</summary>
    public int Bars { get; private set; }

    public void Section(string title)
    {
        Line("");
        Line(title);
        Line($"  {"",-56} {"measured",16} {"baseline",16} {"ratio",8} {"bar",9}");
    }

    /// <summary>A figure beside its baseline, and the bar.</summary>
    public void Row(string name, string measured, string baseline, double ratio, Bar bar)
    {
        Bars++;
        Missed += bar.IsMetBy(ratio) ? 0 : 1;
        Line($"  {name,-56} {measured,16} {baseline,16} {Number(ratio),8} {bar,9}  {(bar.IsMetBy(ratio) ? "met" : "not met")}");
    }

    /// <summary>A figure held against a bar by itself.</summary>
    public void Row(string name, string measured, double value, Bar bar)
    {
        Bars++;
        Missed += bar.IsMetBy(value) ? 0 : 1;
        Line($"  {name,-56} {measured,16} {"",16} {"",8} {bar,9}  {(bar.IsMetBy(value) ? "met" : "not met")}");
    }

    /// <summary>A figure beside another, with no bar.</summary>
    public void Row(string name, string measured, string baseline = "", double? ratio = null) =>
        Line($"  {name,-56} {measured,16} {baseline,16} {(ratio is { } known ? Number(known) : ""),8}".TrimEnd());

    public void Note(string text) => Line("  " + text);

    public void Line(string text)
    {
        console.WriteLine(text.TrimEnd());
        _file.WriteLine(text.TrimEnd());
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    public static string Nanoseconds(double value) => Number(value) + " ns";

    public static string Milliseconds(double value) => Number(value) + " ms";

    public static string PerSecond(double value) => value.ToString("0", CultureInfo.InvariantCulture) + "/s";

    public void Dispose() => _file.Dispose();
}
