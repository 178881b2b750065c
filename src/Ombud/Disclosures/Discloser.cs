using Ombud.Decisions;
using Ombud.Log;
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
}

/// <summary>Gives data to recipients: decided, recorded, and only then handed over.</summary>
internal sealed class Discloser(Decider decider, Changes changes, Policy policy, TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Discloses what is permitted of what was asked.</summary>
    /// <param name="question">The question, with recipient; its categories are decided one by one.</param>
    /// <param name="fields">Ids of the fields wanted; empty for all of the categories.</param>
    /// <param name="by">Id of whoever asks.</param>
    public async Task<Disclosed> DiscloseAsync(
        SubjectId subject, WordQuestion question, IReadOnlySet<string> fields, string by, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            if (await decider.OpenEachAsync(subject, question, cancel) is not { } opened)
                return new Disclosed.NobodyKnown();

            var (split, all) = opened;
            if (split.Permitted.Count == 0)
            {
                await decider.RefuseAsync(subject, question, by, split.Withheld, cancel);
                return new Disclosed.Denied(split.Withheld);
            }

            VaultRecord[] records = [.. all.Where(record => fields.Count == 0 || fields.Contains(record.Field))];
            if (records.Length == 0)
                return new Disclosed.Nothing();

            // The standing is locked from here: who withdrew since the decision is decided anew.
            await using var change = await changes.BeginAsync(subject, cancel);
            if (change.Standing.Version != split.StandingVersion)
                continue;

            var row = RowOf(subject, question, split, records, by);
            change.Db.Add(row);
            await change.CommitAsync([.. FactsOf(row, question, split, by)], cancel);
            return new Disclosed.Made(row, records, split.Withheld);
        }
        throw new TimeoutException("The person's standing moved each time it was read; try again.");
    }

    private DisclosureRow RowOf(
        SubjectId subject, WordQuestion question, CategorySplit split, VaultRecord[] records, string by)
    {
        var now = time.GetUtcNow();
        var version = policy.VersionInForce(question.On.Date)!;
        var recipient = version.Recipients.FirstOrDefault(known => known.Id == question.Recipient);
        var decision = split.Permitted[records[0].Category];
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

    private static IEnumerable<Fact> FactsOf(DisclosureRow row, WordQuestion question, CategorySplit split, string by)
    {
        yield return new DisclosureMade
        {
            DisclosureId = row.DisclosureId, By = by, Recipient = row.Recipient, Controller = row.Controller, Purpose = row.Purpose,
            Categories = DisclosureRegister.Words(row.Categories), Fields = DisclosureRegister.Words(row.Fields),
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
