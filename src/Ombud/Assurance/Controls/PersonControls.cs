using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>A made-up person with whom the controls try what people may do.</summary>
internal sealed class MetPerson(SubjectId id, Ledger ledger, Standings standings, Policy policy, NoticeBook notices)
{
    public SubjectId Id => id;

    /// <param name="by">By which it is written; null for the product's own.</param>
    public Task TellAsync(Fact fact, CancellationToken cancel, Ledger? by = null) => (by ?? ledger).AppendAsync(Id, fact, cancel);

    /// <inheritdoc cref="TellAsync"/>
    public Task AnswerAsync(string key, ConsentAnswer answer, CancellationToken cancel, Ledger? by = null) => TellAsync(new ConsentAnswered
    {
        Key = key, Answer = answer, Controller = notices.InForce()!.Parties[0].Id,
        Shown = new Shown(notices.InForce()!.Version, "en", null, null),
    }, cancel, by);

    /// <summary>The decision now on a use, as the stored standing has it, for a person of every kind whose residence is unknown.</summary>
    public async Task<Decision> DecideAsync(WordQuestion question, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(Id, cancel) ?? StandingState.Empty;
        var met = standing with { Kinds = [.. notices.InForce()!.SubjectKinds.Select(kind => kind.Id)], Residence = null };
        return policy.Decide(in question, policy.Compile(met));
    }
}

/// <summary>Makes such people: each is planted like every canary, marked, and erased when the control has measured.</summary>
internal sealed class CanaryPerson(CanaryPlanter canaries, Ledger ledger, Standings standings, Policy policy, NoticeBook notices)
{
    /// <summary>Measures with somebody new, and erases them whatever comes of it.</summary>
    public Task<Measurement> MeetAsync(Func<MetPerson, Task<Measurement>> measure, CancellationToken cancel) =>
        canaries.MeetAsync(
            canaries.Points.First(), canary => measure(new MetPerson(canary.Subject, ledger, standings, policy, notices)), cancel);

    /// <summary>A use for a purpose that rests on the wanted basis in the controller's regime.</summary>
    public (Purpose Purpose, WordQuestion Question)? Find(Func<Purpose, bool> wanted)
    {
        var version = notices.InForce()!;
        foreach (var purpose in version.Purposes.Where(wanted))
        {
            foreach (var controller in Probe.ControllersOf(version, purpose).Where(party => party.Country is "SE" or "DE" or "FR" or "NL"))
            {
                var question = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today);
                if (policy.Decide(in question, policy.Compile(Probe.Willing(version, null))).IsPermitted)
                    return (purpose, question);
            }
        }
        return null;
    }

    /// <summary>Whether a purpose rests on a basis under European law.</summary>
    public static bool Rests(Purpose purpose, LegalBasis on) => InEurope(purpose).Any(basis => basis.Basis == on);

    /// <summary>Whether it rests on that one and no other there.</summary>
    public static bool RestsAlone(Purpose purpose, LegalBasis on) =>
        Rests(purpose, on) && InEurope(purpose).All(basis => basis.Basis == on);

    private static IEnumerable<PurposeBasis> InEurope(Purpose purpose) =>
        purpose.Bases.Where(basis => basis.Regimes.Contains("eu", StringComparer.Ordinal));
}

/// <summary>A consent is given, used, withdrawn; the very next decision denies.</summary>
internal sealed class WithdrawalAtOnce(CanaryPerson canary) : IControl
{
    public string Id => "withdrawal-at-once";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        if (canary.Find(purpose => CanaryPerson.Rests(purpose, LegalBasis.Consent)
            && purpose.Nature is PurposeNature.Ordinary or PurposeNature.Marketing)
            is not var (purpose, question))
            return Measurement.Bad("inget ändamål vilar på samtycke", "no purpose rests on consent");

        await person.AnswerAsync(purpose.Id, ConsentAnswer.Given, cancel);
        var given = await person.DecideAsync(question, cancel);
        await person.AnswerAsync(purpose.Id, ConsentAnswer.Withdrawn, cancel);
        var withdrawn = await person.DecideAsync(question, cancel);
        return new Measurement(given.IsPermitted && withdrawn.Reason is DenialReason.ConsentWithdrawn, new Layout.Text(
            sv: $"{purpose.Id}: med samtycke {Probe.Sv(given)}, direkt efter återkallelse {Probe.Sv(withdrawn)}",
            en: $"{purpose.Id}: with consent {Probe.En(given)}, right after withdrawal {Probe.En(withdrawn)}"));
    }
}

/// <summary>An objection to marketing denies at once, whatever was agreed before.</summary>
internal sealed class ObjectionStopsMarketing(CanaryPerson canary) : IControl
{
    public string Id => "objection-stops-marketing";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        if (canary.Find(purpose => purpose.Nature is PurposeNature.Marketing) is not var (purpose, question))
            return Measurement.Bad("inget ändamål är marknadsföring", "no purpose is marketing");

        await person.TellAsync(new ObjectionMade("*", ObjectionState.None), cancel);
        await person.AnswerAsync(purpose.Id, ConsentAnswer.Given, cancel);
        var before = await person.DecideAsync(question, cancel);
        await person.TellAsync(new ObjectionMade("*", ObjectionState.Upheld), cancel);
        var after = await person.DecideAsync(question, cancel);
        return new Measurement(before.IsPermitted && after.Reason is DenialReason.MarketingObjected, new Layout.Text(
            sv: $"{purpose.Id}: före invändning {Probe.Sv(before)}, direkt efter {Probe.Sv(after)}",
            en: $"{purpose.Id}: before the objection {Probe.En(before)}, right after {Probe.En(after)}"));
    }
}

/// <summary>
/// An objection to what rests on a legitimate interest denies while the reasons are weighed; taken back, it is permitted again (GDPR
/// articles 18.1 d and 21.1).
/// </summary>
internal sealed class ObjectionPends(CanaryPerson canary) : IControl
{
    public string Id => "objection-pends";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        if (canary.Find(purpose => purpose.Nature is PurposeNature.Ordinary
            && CanaryPerson.RestsAlone(purpose, LegalBasis.LegitimateInterest)) is not var (purpose, question))
            return Measurement.Bad("inget ändamål vilar på berättigat intresse", "no purpose rests on a legitimate interest");

        var before = await person.DecideAsync(question, cancel);
        await person.TellAsync(new ObjectionMade(purpose.Id, ObjectionState.Pending), cancel);
        var during = await person.DecideAsync(question, cancel);
        await person.TellAsync(new ObjectionMade(purpose.Id, ObjectionState.None), cancel);
        var after = await person.DecideAsync(question, cancel);
        return new Measurement(
            before.IsPermitted && during.Reason is DenialReason.ObjectionPending && after.IsPermitted, new Layout.Text(
            sv: $"{purpose.Id}: före {Said(before)}, medan skälen vägs {Said(during)}, återtagen {Said(after)}",
            en: $"{purpose.Id}: before {Said(before)}, while reasons are weighed {Said(during)}, taken back {Said(after)}"));
    }

    private static string Said(Decision decision) => decision.IsPermitted ? "✓" : "✗";
}

/// <summary>While restricted, every use is denied; lifted, it is permitted again.</summary>
internal sealed class RestrictionStopsUse(CanaryPerson canary) : IControl
{
    public string Id => "restriction-stops-use";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        if (canary.Find(purpose => purpose.Nature is PurposeNature.Ordinary && !CanaryPerson.Rests(purpose, LegalBasis.Consent)
            && purpose.Bases.All(basis => basis.Basis is not LegalBasis.Consent)) is not var (purpose, question))
            return Measurement.Bad("inget ändamål utan samtycke", "no purpose without consent");

        await person.TellAsync(new RestrictionSet(IsOn: false), cancel);
        var before = await person.DecideAsync(question, cancel);
        await person.TellAsync(new RestrictionSet(IsOn: true), cancel);
        var during = await person.DecideAsync(question, cancel);
        await person.TellAsync(new RestrictionSet(IsOn: false), cancel);
        var after = await person.DecideAsync(question, cancel);
        return new Measurement(before.IsPermitted && during.Reason is DenialReason.ProcessingRestricted
            && after.IsPermitted, new Layout.Text(
            sv: $"{purpose.Id}: {Probe.Sv(before)}, under begränsning {Probe.Sv(during)}, därefter {Probe.Sv(after)}",
            en: $"{purpose.Id}: {Probe.En(before)}, while restricted {Probe.En(during)}, afterwards {Probe.En(after)}"));
    }
}

/// <summary>The standing folded anew from the facts equals the stored one.</summary>
internal sealed class StandingRecomputes(CanaryPerson canary, Standings standings, FactHistory history, TimeProvider time) : IControl
{
    public string Id => "standing-recomputes";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        await person.AnswerAsync("newsletters", ConsentAnswer.Refused, cancel);
        var stored = await standings.FindAsync(person.Id, cancel);
        var folded = await history.FoldAsync(person.Id, time.GetUtcNow().AddSeconds(1), cancel);
        var same = stored is not null && JsonSerializer.Serialize(stored) == JsonSerializer.Serialize(folded);
        return new Measurement(same, new Layout.Text(
            sv: $"version {stored?.Version} lagrad, version {folded.Version} omräknad",
                en: $"version {stored?.Version} stored, version {folded.Version} folded anew"));
    }
}
