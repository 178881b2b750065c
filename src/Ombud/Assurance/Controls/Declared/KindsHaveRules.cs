using Ombud.Assurance.Measuring;
using Ombud.Notices;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>Each kind of person that the promise names is met at some point, serves some purpose, and has a rule of retention
/// for all that is kept for it.</summary>
internal sealed class KindsHaveRules(NoticeBook notices) : IControl
{
    public string Id => "kinds-have-rules";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var clauses = Probe.ClausesOf(version, Id);
        var kinds = version.SubjectKinds.Where(kind => clauses.Contains(kind.Clause)).ToList();
        var amiss = new List<string>();
        foreach (var kind in kinds)
        {
            var purposes = version.Purposes.Where(purpose => purpose.Subjects.Contains(kind.Id, StringComparer.Ordinal)).ToList();
            if (purposes.Count == 0)
                amiss.Add($"{kind.Id}: purposes");
            if (!version.CollectionPoints.Any(point => point.Subject == kind.Id || point.OtherSubject == kind.Id))
                amiss.Add($"{kind.Id}: points");
            amiss.AddRange(purposes.Where(purpose => !purpose.Categories.All(category =>
                PurposesBounded.IsKept(version, purpose, category, kind.Id))).Select(purpose => $"{kind.Id}: {purpose.Id}"));
        }
        return Task.FromResult(kinds.Count == 0
            ? Measurement.Bad("inga grupper finns i paketet", "no groups are in the pack")
            : Measurement.Of(amiss, $"{kinds.Count} grupper, var och en med ändamål, ställen och gallring",
                $"{kinds.Count} groups, each with purposes, points and retention"));
    }
}
