using AngleSharp.Dom;
using Ombud.Collection.Pages;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>A point's page as a person's browser gets it.</summary>
internal sealed record PointPageRead(CollectionPoint Point, string Language, IDocument Page)
{
    /// <summary>How it is named where something is amiss.</summary>
    public string Name => $"{Language} {Point.Id}";
}

/// <summary>The pages of all points that people fill in, signed in where a point demands it.</summary>
internal sealed class PointPages(OwnPages pages, NoticeBook notices, PersonCookies cookies, TimeProvider time)
{
    // A person of whom nothing is stored: good for looking at a form.
    private readonly SubjectId _reader = SubjectId.New(time);

    public IReadOnlyList<CollectionPoint> Points => [.. notices.InForce()!.CollectionPoints.Where(PointView.IsForPeople)];

    public async IAsyncEnumerable<PointPageRead> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var point in Points)
        {
            foreach (var language in OwnPages.Languages)
            {
                var cookie = point.SignedIn ? cookies.Of(_reader) : null;
                var page = await pages.ReadAsync($"/{language}{FillInPoint.PathOf(point.Id)}", cancel, cookie);
                yield return new PointPageRead(point, language, page);
            }
        }
    }
}
