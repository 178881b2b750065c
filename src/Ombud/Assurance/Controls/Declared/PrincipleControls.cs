using Ombud.Assurance.Measuring;
using Ombud.Assurance.Word;
using Ombud.Notices;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>Each of the framework's seven principles is carried by promises, at least one of which a control shows.</summary>
internal sealed class PrinciplesCarried(NoticeBook notices, IServiceProvider services) : IControl
{
    // Annex I to decision (EU) 2023/1795, section II, and before it annex II to decision (EU) 2016/1250.
    private static readonly string[] OfFramework =
        ["notice", "choice", "onward-transfer", "security", "integrity", "access", "recourse"];

    public string Id => "principles-carried";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var known = services.GetServices<IControl>().Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        var clauses = version.Clauses.ToDictionary(clause => clause.Id, StringComparer.Ordinal);
        var carried = version.Principles.ToDictionary(
            principle => principle.Id,
            principle => principle.Clauses.SelectMany(id => clauses[id].Statements)
                .Where(statement => statement.Control is { } control && known.Contains(control)).Select(statement => statement.Control!)
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var amiss = OfFramework.Where(id => !carried.TryGetValue(id, out var controls) || controls.Count == 0).ToList();
        var (promises, shown) = (version.Principles.SelectMany(principle => principle.Clauses).Distinct(StringComparer.Ordinal).Count(),
            carried.Values.SelectMany(controls => controls).Distinct(StringComparer.Ordinal).Count());
        return Task.FromResult(Measurement.Of(amiss,
            $"{OfFramework.Length} principer, burna av {promises} löften och {shown} kontroller",
            $"{OfFramework.Length} principles, carried by {promises} promises and {shown} controls"));
    }
}

/// <summary>
/// The page by principle shows every principle and each promise that carries it, with a link to where it stands among all
/// promises; and the page of all promises leads there.
/// </summary>
internal sealed class PrinciplesReadable(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "principles-readable";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var principles = notices.InForce()!.Principles;
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            var page = await pages.ReadAsync($"/{language}{ShowPrinciples.Path}", cancel);
            var all = await pages.ReadAsync($"/{language}{ShowWord.Path}", cancel);
            if (all.QuerySelector($"a[href='/{language}{ShowPrinciples.Path}']") is null)
                amiss.Add($"{language}: {ShowWord.Path}");
            foreach (var principle in principles)
            {
                var part = page.GetElementById(principle.Id)?.ParentElement;
                amiss.AddRange(principle.Clauses
                    .Where(id => all.GetElementById(id) is null
                        || part?.QuerySelector($"a[href='/{language}{ShowWord.Path}#{id}']") is null)
                    .Select(id => $"{language} {principle.Id}: {id}"));
            }
        }
        return principles.Count == 0 ? Measurement.Bad("inga principer hittades", "no principles were found")
            : Measurement.Of(amiss, $"{principles.Count} principer på båda språken", $"{principles.Count} principles in both languages");
    }
}
