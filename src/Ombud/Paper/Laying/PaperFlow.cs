using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>Puts lines one below the other, on as many pages as they take.</summary>
/// <param name="document">The document.</param>
/// <param name="footer">What stands below each page before the number of all, by its own number.</param>
internal sealed class PaperFlow(PdfDocument document, Func<int, string> footer)
{
    private const double Left = 56, Top = 56, Bottom = PdfPage.Height - 68, FooterAt = PdfPage.Height - 40;

    // A row no taller than this is not parted.
    private const double TogetherMax = 150;

    private PdfPage _page = document.AddPage();
    private double _y = Top;

    /// <summary>How wide the text is.</summary>
    public const double Width = PdfPage.Width - (2 * Left);

    /// <summary>How the foot of a page looks.</summary>
    public static readonly Look FooterLook = new(8);

    /// <summary>Characters that the fonts lack, as far as it has come.</summary>
    public int Missing { get; private set; }

    private bool IsAtTop => _y <= Top;

    /// <summary>Room before what comes next; none at the top of a page.</summary>
    public void Space(double height) => _y = IsAtTop ? _y : _y + height;

    /// <summary>Begins a page unless there is so much room.</summary>
    public void Keep(double height)
    {
        if (!IsAtTop && _y + height > Bottom)
            NextPage();
    }

    /// <summary>A thin line across.</summary>
    public void Rule() => _page.Rule(Left, Left + Width, _y);

    /// <summary>Has readers jump to here.</summary>
    public void Bookmark(int level, string title) => document.Bookmark(level, title, _page.Id, PdfPage.Height - _y + 4);

    /// <summary>Puts columns beside each other; what does not fit goes on at the top of the next page.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="onNextPage">What to put on top of it first.</param>
    public void Put(IReadOnlyList<Column> columns, Action? onNextPage = null)
    {
        var height = columns.Max(column => column.Height);
        if (height <= TogetherMax && !IsAtTop && _y + height > Bottom)
            Turn(onNextPage);
        var next = new int[columns.Count];
        while (true)
        {
            var (start, lowest, isFresh) = (_y, _y, true);
            for (var index = 0; index < columns.Count; index++)
            {
                _y = start;
                while (next[index] < columns[index].Lines.Count)
                {
                    var line = columns[index].Lines[next[index]];
                    // Whatever is taller than a page is put on one all the same.
                    if (_y + line.Height > Bottom && !(isFresh && start <= Top))
                        break;
                    Draw(line, Left + columns[index].X);
                    next[index]++;
                    _y += line.Height;
                    isFresh = false;
                }
                lowest = Math.Max(lowest, _y);
                isFresh = true;
            }
            _y = lowest;
            if (next.Select((place, index) => place == columns[index].Lines.Count).All(done => done))
                return;
            Turn(onNextPage);
        }
    }

    /// <summary>Lines below each other.</summary>
    public void Put(List<Line> lines) => Put([new Column(0, lines)]);

    /// <summary>Writes the last page.</summary>
    public void Finish() => _page.Finish(FooterLook, footer(document.PageCount), Left, FooterAt);

    private void Turn(Action? onNextPage)
    {
        NextPage();
        onNextPage?.Invoke();
    }

    private void NextPage()
    {
        Finish();
        _page = document.AddPage();
        _y = Top;
    }

    private void Draw(Line line, double left)
    {
        var baseLine = _y + line.BaseLine;
        foreach (var stretch in line.Stretches)
        {
            var (inline, x) = (stretch.Inline, left + stretch.X);
            _page.Draw(inline.Element, inline.Look, x, baseLine, stretch.Clusters);
            if (inline is { Address: { } address, Element: { } element })
                _page.Link(element, address, x, baseLine - inline.Look.Size, x + stretch.Width, baseLine + (inline.Look.Size * 0.3));
            if (inline.Element is not null)
                Missing += stretch.Clusters.Count(cluster => cluster.IsMissing);
        }
    }
}
