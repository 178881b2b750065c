using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Pages;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.Collecting;

/// <summary>
/// The page of each point whose posts are public says so before its first field; a post is stored with its author, and once
/// the author is erased neither is there.
/// </summary>
internal sealed class PublicPosts(CanaryPlanter canaries, PointPages pages, IDbContextFactory<OmbudContext> contexts) : IControl
{
    public string Id => "public-posts";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, points) = (new List<string>(), new Dictionary<string, CollectionPoint>(StringComparer.Ordinal));
        await foreach (var read in pages.ReadAsync(cancel))
        {
            if (!read.Point.Public)
                continue;
            points[read.Point.Id] = read.Point;
            if (!IsWarned(read))
                amiss.Add(read.Name);
        }
        foreach (var point in points.Values)
        {
            var canary = await canaries.PlantAsync(point, cancel);
            var before = await CountAsync(canary.Subject, cancel);
            await canaries.EraseAsAnybodyAsync(canary.Subject, cancel);
            var after = await CountAsync(canary.Subject, cancel);
            await canaries.ForgetKeptAsync(canary.Subject, cancel);
            if (before != (1, canary.Fields.Count) || after != (0, 0))
                amiss.Add($"{point.Id}: {before} {after}");
        }
        return points.Count == 0 ? Measurement.Bad("inget ställe är offentligt", "no point is public") : Measurement.Of(amiss,
            $"varje ställe ({points.Count}) varnar före första fältet; inlägg och författare raderades",
            $"each point ({points.Count}) warns before the first field; post and author were erased");
    }

    private static bool IsWarned(PointPageRead read)
    {
        var language = read.Language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
        var warning = read.Page.QuerySelectorAll("aside.warning").FirstOrDefault(aside =>
            aside.TextContent.Contains(PageTexts.PublicWarning.In(language), StringComparison.Ordinal));
        var first = read.Page.QuerySelector("form[method=post] input[name^='field-'], form[method=post] textarea");
        return warning is not null && first is not null
            && warning.CompareDocumentPosition(first).HasFlag(DocumentPositions.Following);
    }

    private async Task<(int Authors, int Records)> CountAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return (
            await context.Set<SubjectRow>().CountAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel),
            await context.Set<RecordRow>().CountAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel));
    }
}
