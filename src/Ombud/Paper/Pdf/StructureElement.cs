using System.Globalization;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>
/// An element of what a document says, as a screen reader meets it. It takes its place among its parent's children when it is opened,
/// at the latest with the first thing drawn in it, and is written and forgotten when it is closed.
/// </summary>
/// <param name="parent">The element that it is part of; null for the document.</param>
/// <param name="role">Its standard type, such as <c>P</c>.</param>
/// <param name="entries">What its dictionary says more, as PDF writes it.</param>
internal sealed class StructureElement(StructureElement? parent, string role, string entries = "")
{
    private readonly StringBuilder _kids = new();
    private readonly List<StructureElement> _open = [];
    private int _page;
    private bool _isClosed;

    /// <summary>Its number; 0 until it is opened.</summary>
    public int Id { get; private set; }

    /// <summary>A part of it.</summary>
    public StructureElement Part(string partRole, string partEntries = "") => new(this, partRole, partEntries);

    /// <summary>Gives it its place after what its parent has already.</summary>
    public StructureElement Open(PdfFile file)
    {
        if (_isClosed)
            throw new InvalidOperationException("What is written cannot be opened again.");
        if (Id != 0)
            return this;
        parent?.Open(file);
        Id = file.Reserve();
        parent?._kids.Append(PdfSyntax.Reference(Id)).Append(' ');
        parent?._open.Add(this);
        return this;
    }

    /// <summary>Adds what is drawn on a page under a mark.</summary>
    public void AddMark(PdfFile file, int page, int mark)
    {
        Open(file);
        if (_page == 0)
            _page = page;
        _kids.Append(_page == page
            ? string.Create(CultureInfo.InvariantCulture, $"{mark} ")
            : string.Create(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>"));
    }

    /// <summary>Adds an object of a page, such as the place that a click follows.</summary>
    public void AddObject(PdfFile file, int page, int id)
    {
        Open(file);
        _kids.Append(CultureInfo.InvariantCulture, $"<</Type/OBJR/Pg {page} 0 R/Obj {id} 0 R>>");
    }

    /// <summary>Writes it and all of its parts that are open. What nothing was drawn in does not come about.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">Where the document hangs; for the document alone.</param>
    public void Close(PdfFile file, int root = 0)
    {
        if (_isClosed || Id == 0)
            return;
        foreach (var part in _open.ToArray())
            part.Close(file);
        _isClosed = true;
        parent?._open.Remove(this);
        var page = _page == 0 ? "" : $"/Pg {PdfSyntax.Reference(_page)}";
        file.Write(Id, $"<</Type/StructElem/S/{role}/P {PdfSyntax.Reference(parent?.Id ?? root)}{page}{entries}/K[{_kids}]>>");
    }
}
