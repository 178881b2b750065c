using Ombud.Decisions;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.MyData.Reading;

/// <summary>Reads everything held about a person, for the person: asked and permitted like every reading, and on the trail.</summary>
internal sealed class OwnDataReader(
    NoticeBook book, Decider decider, Holdings holdings, Standings standings, OwnHistory history, Regimes regimes, TimeProvider time)
{
    /// <summary>Who reads, as the facts say.</summary>
    public const string Reader = "self";

    /// <summary>The purpose of the person's own access in a version; null where the pack has none.</summary>
    public static Purpose? AccessIn(NoticeVersion version) =>
        version.Purposes.FirstOrDefault(purpose => purpose.Nature is PurposeNature.SubjectAccess);

    /// <summary>Everything; null where no notice is in force or it knows no access.</summary>
    /// <param name="part">What of it is read, where somebody else reads to whom the person gave it; null for the person.</param>
    public async Task<OwnData?> ReadAsync(SubjectId subject, CancellationToken cancel, OwnPart? part = null)
    {
        if (book.InForce() is not { } notice || AccessIn(notice) is not { } access)
            return null;

        var past = part is null ? null : await history.PastAsync(subject, part.AnsweredAt, cancel);
        var standing = past?.Standing ?? await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var (records, withheld) = (new List<OwnRecord>(), new List<Withheld>());
        var all = await holdings.OfAsync(subject, cancel);
        foreach (var held in all.Where(holding => part is null || holding.Controller == part.Controller)
            .GroupBy(holding => holding.Controller, StringComparer.Ordinal))
        {
            var party = notice.Parties.FirstOrDefault(known => known.Id == held.Key);
            var read = await decider.ReadAsync(subject, QuestionOf(access, held.Key, decider.Today), part?.Reader ?? Reader, cancel);
            records.AddRange(read.Records.Select(record => Of(record, notice, party, standing)));
            var missing = held.Sum(holding => holding.Records) - read.Records.Count;
            if (missing > 0)
                withheld.Add(new Withheld(party, missing, read.Permit is null ? read.Decision.Reason : DenialReason.CategoryNotDeclared));
        }

        var order = notice.Categories.Select((category, place) => (category.Id, place)).ToDictionary(pair => pair.Id,
            pair => pair.place, StringComparer.Ordinal);
        var (events, disclosures) = await history.ReadAsync(subject, part?.AnsweredAt ?? DateTimeOffset.MaxValue, cancel);
        var data = new OwnData
        {
            At = time.GetUtcNow(),
            Notice = notice,
            Standing = standing,
            Records = [.. records.OrderBy(record => order.GetValueOrDefault(record.Category.Id, int.MaxValue))
                .ThenBy(record => record.Record.CollectedAt).ThenBy(record => record.Record.Id)],
            Withheld = withheld,
            Disclosures = disclosures,
            Events = events,
        };
        return part is null ? data : part.Of(data, past!);
    }

    /// <summary>The question of the person's own access before one controller.</summary>
    public static WordQuestion QuestionOf(Purpose access, string controller, Day today) => new()
    {
        Action = UseAction.Use,
        Purpose = access.Id,
        Categories = access.Categories.ToArray(),
        Controller = controller,
        On = today,
    };

    private OwnRecord Of(VaultRecord record, NoticeVersion notice, Party? controller, StandingState standing)
    {
        var shown = book.Find(record.NoticeVersion) ?? notice;
        var point = shown.CollectionPoints.FirstOrDefault(known => known.Id == record.Point);
        var applying = controller is null ? regimes.OfResidence(standing.Residence) : regimes.For(standing.Residence, controller);
        var purposes = shown.Purposes.Where(purpose => point?.Purposes.Contains(purpose.Id, StringComparer.Ordinal) ?? false)
            .Select(purpose => new OwnPurpose(purpose, Regimes.Bases(purpose, applying, standing.Kinds)));
        return new OwnRecord(
            record, CategoryOf(record.Category, notice, shown), point?.Fields.FirstOrDefault(field => field.Id == record.Field), point,
            controller ?? shown.Parties.FirstOrDefault(party => party.Id == record.Controller), [.. purposes],
            notice.RetentionRules.Concat(shown.RetentionRules).FirstOrDefault(rule => rule.Id == record.RetentionRule))
        {
            Applying = applying,
        };
    }

    private static DataCategory CategoryOf(string id, NoticeVersion notice, NoticeVersion shown) =>
        notice.Categories.Concat(shown.Categories).FirstOrDefault(category => category.Id == id)
            ?? new DataCategory
            {
                Id = id, Clause = "", Name = LocalizedText.Same(id), Examples = LocalizedText.Same(""), Nature = CategoryNature.Special,
            };
}
