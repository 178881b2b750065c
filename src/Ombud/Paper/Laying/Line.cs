using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>Text of one look within one element.</summary>
/// <param name="Text">The text; a line feed alone ends the line.</param>
/// <param name="Look">How it looks.</param>
/// <param name="Element">What it belongs to; null for what only helps the eye.</param>
/// <param name="Address">Where a click on it leads.</param>
internal sealed record Inline(string Text, Look Look, StructureElement? Element, string? Address = null);

/// <summary>A stretch of a line.</summary>
internal sealed record Stretch(double X, Inline Inline, List<Cluster> Clusters)
{
    public double Width => Clusters.Sum(cluster => cluster.Width) * Inline.Look.Size / 1000;
}

/// <summary>A line, from left to right.</summary>
/// <param name="Stretches">What stands on it.</param>
/// <param name="Before">Room above it.</param>
internal sealed record Line(List<Stretch> Stretches, double Before = 0)
{
    private const double Leading = 1.42;

    public double Height => Before + (Stretches.Select(stretch => stretch.Inline.Look.Size).DefaultIfEmpty(0).Max() * Leading);

    /// <summary>From its upper edge down to where letters stand.</summary>
    public double BaseLine => Height - (Stretches.Select(stretch => stretch.Inline.Look.Size).DefaultIfEmpty(0).Max() * 0.38);

    public double Right => Stretches.Count == 0 ? 0 : Stretches[^1].X + Stretches[^1].Width;

    /// <summary>The same further to the right.</summary>
    public Line Indented(double by) => this with { Stretches = Stretches.ConvertAll(stretch => stretch with { X = stretch.X + by }) };
}

/// <summary>Lines beside others.</summary>
/// <param name="X">From the left edge of the text.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Column(double X, List<Line> Lines)
{
    public double Height => Lines.Sum(line => line.Height);
}
