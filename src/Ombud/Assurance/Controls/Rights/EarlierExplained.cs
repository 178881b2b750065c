using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Rights;

/// <summary>
/// Somebody made up agreed three days ago and withdraws today. Asked of yesterday the use is permitted on the consent of then; asked of
/// today it is denied as withdrawn, and asked of the day before the consent it is denied as missing. What rests on a contract alone is
/// permitted on every one of these days.
/// </summary>
internal sealed class EarlierExplained(
    CanaryPerson canary, Db db, KeyRing keys, KeyStore store, FactBodies bodies, SealedStanding standings, FactHistory history,
    Policy policy, NoticeBook notices, TimeProvider time) : IControl
{
    private const int DaysAgo = 3;

    public string Id => "earlier-explained";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        if (canary.Find(purpose => purpose.Nature is PurposeNature.Ordinary && CanaryPerson.RestsAlone(purpose, LegalBasis.Consent))
                is not var (asked, byConsent)
            || canary.Find(purpose => purpose.Nature is PurposeNature.Ordinary && CanaryPerson.RestsAlone(purpose, LegalBasis.Contract))
                is not var (agreed, byContract))
        {
            return Measurement.Bad("inget ändamål vilar på bara samtycke, eller på bara avtal",
                "no purpose rests on consent alone, or on a contract alone");
        }

        var clock = new Earlier(time, TimeSpan.FromDays(DaysAgo));
        await using (var then = new Ledger(new LedgerCommit(db, keys, bodies, standings, store, clock), clock))
            await person.AnswerAsync(asked.Id, ConsentAnswer.Given, cancel, then);
        await person.AnswerAsync(asked.Id, ConsentAnswer.Withdrawn, cancel);

        var amiss = new List<string>();
        async Task ExpectAsync(int daysAgo, DenialReason reason)
        {
            var consent = await DecideAsync(person.Id, byConsent, daysAgo, cancel);
            if (consent.Reason != reason || (consent.IsPermitted && consent.Basis is not LegalBasis.Consent))
                amiss.Add($"{asked.Id} -{daysAgo}: {consent.Reason}");
            if (await DecideAsync(person.Id, byContract, daysAgo, cancel) is not { IsPermitted: true, Basis: LegalBasis.Contract })
                amiss.Add($"{agreed.Id} -{daysAgo}");
        }
        await ExpectAsync(DaysAgo + 1, DenialReason.ConsentMissing);
        await ExpectAsync(1, DenialReason.None);
        await ExpectAsync(0, DenialReason.ConsentWithdrawn);
        return Measurement.Of(amiss,
            $"{asked.Id}: före samtycket nekat, i går tillåtet på det, i dag nekat som återtaget; {agreed.Id} på avtal tillåtet hela tiden",
            $"{asked.Id}: denied before the consent, permitted on it yesterday, denied as withdrawn today; {agreed.Id} under contract "
                + "permitted all along");
    }

    // As a question about a day is answered: on the facts up to its end.
    private async Task<Decision> DecideAsync(SubjectId person, WordQuestion question, int daysAgo, CancellationToken cancel)
    {
        var day = notices.Today.AddDays(-daysAgo);
        var end = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        var then = await history.FoldAsync(person, end, cancel);
        var met = then with { Kinds = [.. notices.InForce()!.SubjectKinds.Select(kind => kind.Id)], Residence = null };
        return policy.Decide(question with { On = Day.Of(day), CollectedOn = Day.Of(day) }, policy.Compile(met));
    }

    /// <summary>A clock that is behind.</summary>
    private sealed class Earlier(TimeProvider inner, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() - by;
    }
}
