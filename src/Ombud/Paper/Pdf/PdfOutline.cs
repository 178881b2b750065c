using System.Globalization;

namespace Ombud.Paper.Pdf;

/// <summary>The table of headings that a reader jumps by.</summary>
internal sealed class PdfOutline
{
    private readonly List<(int Level, string Title, int Page, double Top)> _lines = [];

    public void Add(int level, string title, int page, double top) => _lines.Add((level, title, page, top));

    /// <summary>Writes it; 0 where there is none.</summary>
    public int WriteTo(PdfFile file)
    {
        if (_lines.Count == 0)
            return 0;
        var ids = _lines.ConvertAll(_ => file.Reserve());
        var root = file.Reserve();
        var parents = Parents();
        var parts = Enumerable.Range(0, _lines.Count).ToLookup(index => parents[index]);
        file.Write(root, $"<</Type/Outlines{Around(ids, [.. parts[-1]])}>>");
        for (var index = 0; index < _lines.Count; index++)
        {
            var (_, title, page, top) = _lines[index];
            var beside = parts[parents[index]].ToList();
            var place = beside.BinarySearch(index);
            var parent = parents[index] < 0 ? root : ids[parents[index]];
            file.Write(ids[index],
                $"<</Title{PdfSyntax.Text(title)}/Parent {parent} 0 R/Dest[{page} 0 R/XYZ 0 {PdfSyntax.Number(top)} 0]"
                + (place > 0 ? $"/Prev {ids[beside[place - 1]]} 0 R" : "")
                + (place + 1 < beside.Count ? $"/Next {ids[beside[place + 1]]} 0 R" : "")
                + $"{Around(ids, [.. parts[index]])}>>");
        }
        return root;
    }

    // The nearest line before with a lower level; -1 where there is none.
    private List<int> Parents()
    {
        var (parents, above) = (new List<int>(), new Stack<int>());
        for (var index = 0; index < _lines.Count; index++)
        {
            while (above.TryPeek(out var last) && _lines[last].Level >= _lines[index].Level)
                above.Pop();
            parents.Add(above.TryPeek(out var parent) ? parent : -1);
            above.Push(index);
        }
        return parents;
    }

    private static string Around(List<int> ids, IReadOnlyList<int> parts) => parts.Count == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"/First {ids[parts[0]]} 0 R/Last {ids[parts[^1]]} 0 R/Count {parts.Count}");
}
