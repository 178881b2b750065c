using Microsoft.EntityFrameworkCore;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Disclosures;

/// <summary>What came of a disclosure.</summary>
internal abstract record Disclosed
{
    private Disclosed() { }

    /// <summary>It was made and is on the trail.</summary>
    /// <param name="Records">What is handed over.</param>
    /// <param name="Withheld">What was asked for and is not.</param>
    public sealed record Made(DisclosureRow Row, IReadOnlyList<VaultRecord> Records, IReadOnlyList<Withheld> Withheld) : Disclosed;

    /// <summary>Nothing of it is permitted.</summary>
    public sealed record Denied(IReadOnlyList<Withheld> Withheld) : Disclosed;

    /// <summary>It is permitted, but there is nothing of the kind.</summary>
    public sealed record Nothing : Disclosed;

    /// <summary>Nobody has that id.</summary>
    public sealed record NobodyKnown : Disclosed;

    /// <summary>The call's idempotency key was used for another.</summary>
    public sealed record KeyReused : Disclosed;
}

/// <summary>What is to be disclosed.</summary>
/// <param name="Question">The question, with recipient; its categories are decided one by one.</param>
/// <param name="Fields">Ids of the fields wanted; empty for all of the categories.</param>
/// <param name="By">Id of whoever asks.</param>
internal sealed record DisclosureOrder(SubjectId Subject, WordQuestion Question, IReadOnlySet<string> Fields, string By)
{
    /// <summary>By which a repeated call is known; null where it has no key.</summary>
    public RequestMark? Mark { get; init; }
}

/// <summary>Gives data to recipients: decided, recorded, and only then handed over.</summary>
internal sealed class Discloser(
    Decider decider, Changes changes, DisclosureRegister register, IdempotencyKeys requests, Policy policy, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Discloses what is permitted of what was asked.</summary>
    public async Task<Disclosed> DiscloseAsync(DisclosureOrder order, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            var before = order.Mark is null ? null : await requests.FindAsync(order.Mark, cancel);
            if (before?.IsSame(order.Mark!) == false)
                return new Disclosed.KeyReused();
            if (await decider.OpenEachAsync(order.Subject, order.Question, cancel) is not { } opened)
                return new Disclosed.NobodyKnown();

            var (split, all) = opened;
            if (split.Permitted.Count == 0)
            {
                await decider.RefuseAsync(order.Subject, order.Question, order.By, split.Withheld, cancel);
                return new Disclosed.Denied(split.Withheld);
            }
            if (before is not null)
                return await RepeatAsync(order, before.Ids[0], split, all, cancel);

            VaultRecord[] records = [.. all.Where(record => order.Fields.Count == 0 || order.Fields.Contains(record.Field))];
            if (records.Length == 0)
                return new Disclosed.Nothing();
            if (await MakeAsync(order, split, records, cancel) is { } row)
                return new Disclosed.Made(row, records, split.Withheld);
        }
        throw new TimeoutException("The person's standing moved each time it was read; try again.");
    }

    /// <returns>What was registered; null where it must be decided anew.</returns>
    private async Task<DisclosureRow?> MakeAsync(
        DisclosureOrder order, CategorySplit split, VaultRecord[] records, CancellationToken cancel)
    {
        // The standing is locked from here: who withdrew since the decision is decided anew.
        await using var change = await changes.BeginAsync(order.Subject, cancel);
        if (change.Standing.Version != split.StandingVersion)
            return null;

        var row = RowOf(order.Subject, order.Question, split, records, order.By);
        change.Db.Add(row);
        if (order.Mark is { } mark)
            await requests.ClaimInAsync(change.Db, requests.Claim(mark, StatusCodes.Status201Created, row.DisclosureId), cancel);
        try
        {
            await change.CommitAsync([.. FactsOf(row, order.Question, split, records, order.By)], cancel);
            return row;
        }
        catch (Exception failure) when (order.Mark is not null && LedgerStatements.IsCollision(failure))
        {
            // The same call, sent twice at once: the other one has made it.
            return null;
        }
    }

    /// <summary>
    /// Answers a repeated call with the disclosure that it made: no other row and fact, no field that is not on the register,
    /// and no value that may not be given today.
    /// </summary>
    private async Task<Disclosed> RepeatAsync(
        DisclosureOrder order, Guid id, CategorySplit split, IReadOnlyList<VaultRecord> all, CancellationToken cancel)
    {
        if ((await register.ListAsync(order.Subject, cancel)).FirstOrDefault(row => row.DisclosureId == id) is not { } made)
            return new Disclosed.Nothing();
        var (fields, categories) = (DisclosureRegister.Words(made.Fields), DisclosureRegister.Words(made.Categories));
        return new Disclosed.Made(
            made,
            [.. all.Where(record => record.CollectedAt <= made.At && fields.Contains(record.Field, StringComparer.Ordinal)
                && categories.Contains(record.Category, StringComparer.Ordinal))],
            split.Withheld);
    }

    private DisclosureRow RowOf(
        SubjectId subject, WordQuestion question, CategorySplit split, VaultRecord[] records, string by)
    {
        var now = time.GetUtcNow();
        var version = policy.VersionInForce(question.On.Date)!;
        var recipient = version.Recipients.FirstOrDefault(known => known.Id == question.Recipient);
        var decision = split.DecisionOf(records[0]);
        var safeguard = policy.Words.Word(decision.Safeguard);
        return new DisclosureRow
        {
            Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, DisclosureId = Guid.CreateVersion7(now), At = now,
            MadeBy = by, Recipient = question.Recipient!, Controller = question.Controller, Purpose = question.Purpose,
            Categories = Join(records.Select(record => record.Category)), Fields = Join(records.Select(record => record.Field)),
            FromCountry = question.From ?? CountryOf(question.Controller),
            ToCountry = question.To ?? recipient?.Country ?? CountryOf(question.Recipient!),
            Safeguard = safeguard.Length == 0 ? null : safeguard,
            AgreementFrom = recipient?.AgreementFrom, AgreementUntil = recipient?.AgreementUntil,
            Clause = policy.Words.Word(decision.Clause), LegalBasis = decision.Basis.ToString(), NoticeVersion = version.Version,
        };

        string CountryOf(string party) => version.Parties.FirstOrDefault(known => known.Id == party)?.Country ?? "";
    }

    private static IEnumerable<Fact> FactsOf(
        DisclosureRow row, WordQuestion question, CategorySplit split, VaultRecord[] records, string by)
    {
        yield return new DisclosureMade
        {
            DisclosureId = row.DisclosureId, By = by, Recipient = row.Recipient, Controller = row.Controller, Purpose = row.Purpose,
            Categories = DisclosureRegister.Words(row.Categories), Fields = DisclosureRegister.Words(row.Fields),
            Under = [.. records.Select(record => new FilledIn(record.Point, DateOnly.FromDateTime(record.CollectedAt.UtcDateTime)))
                .Distinct().OrderBy(form => form.On).ThenBy(form => form.Point, StringComparer.Ordinal)],
            From = row.FromCountry, To = row.ToCountry, Safeguard = row.Safeguard, AgreementFrom = row.AgreementFrom,
            AgreementUntil = row.AgreementUntil, Clause = row.Clause, LegalBasis = row.LegalBasis, NoticeVersion = row.NoticeVersion,
        };
        foreach (var refused in split.Withheld.GroupBy(withheld => withheld.Decision.Reason))
        {
            yield return new UseRefused(
                by, question.Action, question.Purpose, question.Controller, [.. refused.Select(withheld => withheld.Category)],
                refused.Key);
        }
    }

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Distinct(StringComparer.Ordinal));
}
