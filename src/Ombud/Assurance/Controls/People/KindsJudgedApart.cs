using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Consents;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// One person fills in a point for each kind of person and objects to what the points name. Whatever is read of them then
/// would be permitted for somebody who is of the point's kind and of no other.
/// </summary>
internal sealed class KindsJudgedApart(
    CanaryPlanter canaries, Decider decider, Policy policy, Standings standings, Ledger ledger, NoticeBook notices) : IControl
{
    public string Id => "kinds-judged-apart";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var points = canaries.Points.DistinctBy(point => point.Subject, StringComparer.Ordinal).ToList();
        if (points.Count < 2)
            return Measurement.Bad("inga två ställen är för olika slags människor", "no two points are for different kinds of people");
        var person = (await canaries.PlantAsync(points[0], cancel)).Subject;
        try
        {
            foreach (var point in points.Skip(1))
                await canaries.PlantAsync(point, cancel, like: person);
            foreach (var purpose in points.SelectMany(point => point.Purposes).Distinct(StringComparer.Ordinal))
                await ledger.AppendAsync(person, new ObjectionMade(purpose, ObjectionState.Upheld), cancel);
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
        var state = (await standings.FindAsync(person, cancel))!;
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
                amiss.AddRange(opened.Records.Where(record => !IsPermitted(KindOf(points, record), record, question, state))
                    .Select(record => $"{record.Point} {purpose.Id}"));
            }
        }
        return read == 0 ? Measurement.Bad("inget gick att läsa", "nothing could be read") : Measurement.Of(
            [.. amiss.Distinct(StringComparer.Ordinal)],
            $"en människa av {points.Count} slag, {read} läsningar: var och en tillåten för uppgiftens eget slag",
            $"one person of {points.Count} kinds, {read} readings: each permitted for the record's own kind");
    }

    // By the point, not by what the record says of itself.
    private static string KindOf(List<CollectionPoint> points, VaultRecord record) =>
        points.First(point => point.Id == record.Point).Subject;

    private bool IsPermitted(string kind, VaultRecord record, WordQuestion question, StandingState state) => policy.Decide(
        question with { Categories = new[] { record.Category } }, policy.Compile(state with { Kinds = [kind] })).IsPermitted;
}
