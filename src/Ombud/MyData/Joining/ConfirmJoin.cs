using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.MyData.Reading;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.People;
using Ombud.Subjects;

namespace Ombud.MyData.Joining;

/// <summary>Look at what was given with one's address, without values, and confirm what is one's own.</summary>
internal sealed class ConfirmJoin(Joinables joinables, Changes changes, JobQueue jobs, TimeProvider time)
{
    internal const string Path = "/my-data/join";
    private const int TriesMax = 3;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Person);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.Person);
    }

    internal static async Task<RazorComponentResult<JoinPage>> ShowAsync(
        CurrentPerson person, Joinables joinables, CancellationToken cancel) =>
        new(new { Found = await joinables.FindAsync(person.Required, cancel) });

    internal static async Task<Results<RedirectHttpResult, RazorComponentResult<JoinPage>>> HandleAsync(
        Language language, IFormCollection form, CurrentPerson person, ConfirmJoin use, CancellationToken cancel)
    {
        var wanted = form["join"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToHashSet();
        await use.RunAsync(person.Required, wanted, cancel);
        return TypedResults.LocalRedirect(language.Path(ShowMyData.Path));
    }

    /// <summary>Confirms those of the wanted that may be joined; the records follow by a job.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> RunAsync(SubjectId person, IReadOnlySet<Guid> wanted, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(person, wanted, cancel);
            }
            catch (Exception failure) when (attempt < TriesMax && LedgerStatements.IsCollision(failure))
            {
                // The form was sent twice at once: what the other request confirmed is found confirmed now.
            }
        }
    }

    private async Task<int> TryAsync(SubjectId person, IReadOnlySet<Guid> wanted, CancellationToken cancel)
    {
        var confirmed = (await joinables.FindAsync(person, cancel)).Where(found => wanted.Contains(found.Subject.Value)).ToList();
        if (confirmed.Count == 0)
            return 0;

        await using var change = await changes.BeginAsync(person, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            return 0;
        var linked = await LinkedAsync(change, cancel);
        confirmed.RemoveAll(other => linked.Contains(other.Subject.Value));
        if (confirmed.Count == 0)
            return 0;
        foreach (var other in confirmed)
        {
            change.Db.Add(new SubjectLinkRow
            {
                Bucket = Bucket.Of(person.Value),
                SubjectId = person.Value,
                OtherId = other.Subject.Value,
                Relation = SubjectLinkRow.JoinedFrom,
                At = time.GetUtcNow(),
            });
            jobs.Enqueue(change, new Job(JoinSubjects.Word, other.Subject.ToString()));
        }
        await change.CommitAsync([.. confirmed.Select(other => new JoinConfirmed(other.Subject.Value))], cancel);
        return confirmed.Count;
    }

    // In the change, where whoever confirmed at the same time has committed before or waits.
    private static async Task<HashSet<Guid>> LinkedAsync(Change change, CancellationToken cancel)
    {
        var (bucket, person) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var ids = await change.Db.Set<SubjectLinkRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && row.Relation == SubjectLinkRow.JoinedFrom)
            .Select(row => row.OtherId).ToListAsync(cancel);
        return [.. ids];
    }
}
