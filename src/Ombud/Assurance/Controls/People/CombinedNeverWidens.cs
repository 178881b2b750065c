using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Decisions;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// One person fills in every point. Read for every purpose and company, each record comes only to the company that
/// collected it, and only for what its own point named or serves the person's rights.
/// </summary>
internal sealed class CombinedNeverWidens(CanaryPlanter canaries, Decider decider, NoticeBook notices) : IControl
{
    private const int PointsMax = 4;

    public string Id => "combined-never-widens";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var points = canaries.Points.Take(PointsMax).ToList();
        if (points.Count < 2)
            return Measurement.Bad("färre än två ställen att lägga ihop", "fewer than two points to put together");
        var person = (await canaries.PlantAsync(points[0], cancel)).Subject;
        try
        {
            foreach (var point in points.Skip(1))
                await canaries.PlantAsync(point, cancel, like: person, tick: true);
            return await ReadAllAsync(person, points, cancel);
        }
        finally
        {
            await canaries.EraseAsync(person, cancel);
        }
    }

    private async Task<Measurement> ReadAllAsync(SubjectId person, List<CollectionPoint> points, CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var categories = version.Categories.Select(category => category.Id).ToArray();
        var (amiss, read) = (new List<string>(), 0);
        foreach (var controller in points.Select(point => point.Controller).Distinct(StringComparer.Ordinal))
        {
            foreach (var purpose in version.Purposes)
            {
                var question = Probe.Ask(UseAction.Use, purpose, controller, notices.Today, categories);
                if (await decider.OpenEachAsync(person, question, cancel) is not { } opened)
                    continue;
                read += opened.Records.Count;
                amiss.AddRange(opened.Records.Where(record => record.Controller != controller || !Serves(version, record, purpose))
                    .Select(record => $"{record.Point} {purpose.Id} {controller}"));
            }
        }
        return read == 0 ? Measurement.Bad("inget gick att läsa", "nothing could be read") : Measurement.Of(
            [.. amiss.Distinct(StringComparer.Ordinal)],
            $"{points.Count} ställen hos en människa, {read} läsningar: ingen utanför det egna ställets ändamål eller bolag",
            $"{points.Count} points of one person, {read} readings: none beyond its own point's purposes or company");
    }

    // Said here once more, by the pack alone: what the vault says is what is being checked.
    private static bool Serves(NoticeVersion version, VaultRecord record, Purpose purpose) =>
        purpose.Nature is not (PurposeNature.Ordinary or PurposeNature.Marketing or PurposeNature.Sale or PurposeNature.Rental)
        || version.CollectionPoints.First(point => point.Id == record.Point).Purposes.Contains(purpose.Id, StringComparer.Ordinal);
}
