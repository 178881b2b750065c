using Ombud.Collection.Submitting;
using Ombud.Keys;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Subjects;

namespace Ombud.Assurance.Canaries;

/// <summary>A made-up person whom another made-up person has named.</summary>
/// <param name="By">Who named them and confirmed that they agreed.</param>
/// <param name="Address">The address that was given of them.</param>
internal sealed record NamedCanary(SubjectId By, SubjectId Other, Guid Submission, CollectionPoint Point, string Address);

/// <summary>Names somebody made up at every point that asks about another person.</summary>
internal sealed class CanaryOthers(CanaryPlanter canaries, SubmitPoint submit, Identifiers identifiers, NoticeBook notices)
{
    /// <summary>Points at which a person names another.</summary>
    public IReadOnlyList<CollectionPoint> Points =>
        [.. notices.InForce()!.CollectionPoints.Where(point => point.OtherSubject is not null && !point.Offline)];

    /// <summary>Looks at each of those who were named, and erases all of them whatever comes of it.</summary>
    /// <returns>What was amiss, of all.</returns>
    public async Task<List<string>> EachAsync(Func<NamedCanary, Task<IEnumerable<string>>> look, CancellationToken cancel)
    {
        var amiss = new List<string>();
        var by = (await canaries.PlantAsync(canaries.Points.First(), cancel)).Subject;
        try
        {
            foreach (var point in Points)
                amiss.AddRange(await NameAsync(by, point, look, cancel));
        }
        finally
        {
            await canaries.EraseAsync(by, cancel);
        }
        return amiss;
    }

    private async Task<IEnumerable<string>> NameAsync(
        SubjectId by, CollectionPoint point, Func<NamedCanary, Task<IEnumerable<string>>> look, CancellationToken cancel)
    {
        var form = canaries.Fill(point, CanaryPlanter.NewToken(), everything: true, tick: false);
        var address = form.Fields.Values.First(value => value.Contains(".other@", StringComparison.Ordinal));
        if (await submit.RunAsync(form, new Submitter(CanaryPlanter.By) { IsCanary = true, Person = by }, null, cancel)
            is not SubmissionOutcome.Accepted accepted)
            return [$"{point.Id} refused"];

        var others = await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel);
        try
        {
            return others.Count == 1 ? await look(new NamedCanary(by, others[0], accepted.SubmissionId, point, address))
                : [$"{point.Id} {others.Count} others"];
        }
        finally
        {
            foreach (var other in others)
                await canaries.EraseAsync(other, cancel);
        }
    }
}
