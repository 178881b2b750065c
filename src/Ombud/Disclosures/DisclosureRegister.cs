using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Disclosures;

/// <summary>A recipient that holds data of a person, to be told of its rectification, erasure or restriction (GDPR article 19).</summary>
/// <param name="Recipient">Id of the recipient.</param>
/// <param name="Controller">Id of the controller on whose behalf it was given.</param>
/// <param name="Categories">Ids of everything it has ever been given.</param>
/// <param name="LastAt">When it was last given something.</param>
internal sealed record ToldRecipient(string Recipient, string Controller, IReadOnlyList<string> Categories, DateTimeOffset LastAt);

/// <summary>Who was given what of whom.</summary>
internal sealed class DisclosureRegister(IDbContextFactory<OmbudContext> contexts, Standings standings)
{
    /// <summary>
    /// A person's disclosures, oldest first, each once. What was given of those whom they have taken in is theirs too: the
    /// row stays where the recipient's number of the person leads to it.
    /// </summary>
    public async Task<IReadOnlyList<DisclosureRow>> ListAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await RowsAsync(context, subject, cancel);
        foreach (var other in await LinkedAsync(context, subject, cancel))
        {
            if (await standings.FindAsync(other, cancel) is { JoinedInto: { } into } && into == subject.Value)
                rows.AddRange(await RowsAsync(context, other, cancel));
        }
        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.DisclosureId)];
    }

    private static Task<List<DisclosureRow>> RowsAsync(OmbudContext context, SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        return context.Set<DisclosureRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
    }

    private static async Task<List<SubjectId>> LinkedAsync(OmbudContext context, SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        var ids = await context.Set<SubjectLinkRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Relation == SubjectLinkRow.JoinedFrom)
            .OrderBy(row => row.OtherId).Select(row => row.OtherId).ToListAsync(cancel);
        return ids.ConvertAll(id => new SubjectId(id));
    }

    /// <summary>Everybody who holds data of a person. Ask before the rows are forgotten.</summary>
    public async Task<IReadOnlyList<ToldRecipient>> RecipientsOfAsync(SubjectId subject, CancellationToken cancel) =>
        [.. (await ListAsync(subject, cancel)).GroupBy(row => (row.Recipient, row.Controller)).Select(rows => new ToldRecipient(
            rows.Key.Recipient, rows.Key.Controller,
            [.. rows.SelectMany(row => Words(row.Categories)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            rows.Max(row => row.At)))];

    /// <summary>Removes a person's rows in a change; part of erasing.</summary>
    public static async Task ForgetAsync(Change change, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        await change.Db.Set<DisclosureRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Ids that stand in one column.</summary>
    public static string[] Words(string column) => column.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
