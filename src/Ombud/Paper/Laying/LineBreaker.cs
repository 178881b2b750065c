using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>
/// Parts text into lines: at spaces; a word that is longer than a line at a sign within it such as a slash, or else where the line ends.
/// </summary>
internal static class LineBreaker
{
    private const string PartingSigns = "/-_.@?&=,;:";

    public static List<Line> Break(PdfDocument document, IEnumerable<Inline> inlines, double width)
    {
        List<Line> lines = [];
        List<(Cluster Cluster, Inline Inline)> word = [];
        foreach (var inline in inlines)
        {
            if (inline.Text is not "\n")
            {
                word.AddRange(document.FontOf(inline.Look).Clusters(inline.Text).Select(cluster => (cluster, inline)));
                continue;
            }
            Break(word, width, lines);
            word.Clear();
        }
        Break(word, width, lines);
        return lines;
    }

    /// <summary>How wide the widest word is: what a column must not be narrower than.</summary>
    public static double WidestWord(IEnumerable<Line> lines)
    {
        var (widest, width) = (0.0, 0.0);
        foreach (var line in lines)
        {
            width = 0;
            foreach (var (stretch, cluster) in line.Stretches.SelectMany(stretch => stretch.Clusters.Select(cluster => (stretch, cluster))))
            {
                width = cluster.IsSpace ? 0 : width + WidthOf(cluster, stretch.Inline);
                widest = Math.Max(widest, width);
            }
        }
        return widest;
    }

    private static void Break(List<(Cluster Cluster, Inline Inline)> text, double width, List<Line> lines)
    {
        var (start, atSpace, atSign, used) = (0, 0, 0, 0.0);
        for (var index = 0; index < text.Count; index++)
        {
            var (cluster, inline) = text[index];
            if (used + WidthOf(cluster, inline) > width && !cluster.IsSpace && index > start)
            {
                var end = atSpace > start ? atSpace : atSign > start ? atSign : index;
                lines.Add(LineOf(text, start, end));
                (start, used) = (end, text[end..index].Sum(one => WidthOf(one.Cluster, one.Inline)));
            }
            used += WidthOf(cluster, inline);
            if (cluster.IsSpace)
                atSpace = index + 1;
            else if (PartingSigns.Contains(cluster.Text, StringComparison.Ordinal))
                atSign = index + 1;
        }
        if (start < text.Count)
            lines.Add(LineOf(text, start, text.Count));
    }

    private static Line LineOf(List<(Cluster Cluster, Inline Inline)> text, int start, int end)
    {
        List<Stretch> stretches = [];
        var x = 0.0;
        for (var index = start; index < end; index++)
        {
            var (cluster, inline) = text[index];
            if (stretches.Count == 0 || stretches[^1].Inline != inline)
                stretches.Add(new Stretch(x, inline, []));
            stretches[^1].Clusters.Add(cluster);
            x += WidthOf(cluster, inline);
        }
        return new Line(stretches);
    }

    private static double WidthOf(Cluster cluster, Inline inline) => cluster.Width * inline.Look.Size / 1000;
}
