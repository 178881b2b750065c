using System.Text.Json;
using Ombud.Assurance.Measuring;
using Ombud.Consents;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>A made-up person of this process, with whom the controls try what people may do.</summary>
internal sealed class CanaryPerson(Ledger ledger, Standings standings, Policy policy, NoticeBook notices, TimeProvider time)
{
    public SubjectId Id { get; } = SubjectId.New(time);

    public Task TellAsync(Fact fact, CancellationToken cancel) => ledger.AppendAsync(Id, fact, cancel);

    public Task AnswerAsync(string key, ConsentAnswer answer, CancellationToken cancel) => TellAsync(new ConsentAnswered
    {
        Key = key, Answer = answer, Controller = notices.InForce()!.Parties[0].Id,
        Shown = new Shown(notices.InForce()!.Version, "en", null, null),
    }, cancel);

    /// <summary>The decision now on a use, as the stored standing has it, for a person of every kind.</summary>
    public async Task<Decision> DecideAsync(WordQuestion question, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(Id, cancel) ?? StandingState.Empty;
        var met = standing with { Kinds = [.. notices.InForce()!.SubjectKinds.Select(kind => kind.Id)] };
        return policy.Decide(in question, policy.Compile(met));
    }

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
    public static bool Rests(Purpose purpose, LegalBasis on) =>
        purpose.Bases.Any(basis => basis.Basis == on && basis.Regimes.Contains("eu", StringComparer.Ordinal));
}

/// <summary>A consent is given, used, withdrawn; the very next decision denies.</summary>
internal sealed class WithdrawalAtOnce(CanaryPerson person) : IControl
{
    public string Id => "withdrawal-at-once";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (person.Find(purpose => CanaryPerson.Rests(purpose, LegalBasis.Consent)
            && purpose.Nature is PurposeNature.Ordinary or PurposeNature.Marketing)
            is not var (purpose, question))
            return Measurement.Bad("inget ändamål vilar på samtycke", "no purpose rests on consent");

        await person.AnswerAsync(purpose.Id, ConsentAnswer.Given, cancel);
        var given = await person.DecideAsync(question, cancel);
        await person.AnswerAsync(purpose.Id, ConsentAnswer.Withdrawn, cancel);
        var withdrawn = await person.DecideAsync(question, cancel);
        return new Measurement(given.IsPermitted && withdrawn.Reason is DenialReason.ConsentWithdrawn, new Layout.Text(
            sv: $"{purpose.Id}: tillåtet med samtycke, nekat direkt efter återkallelse",
            en: $"{purpose.Id}: with consent {Said(given)}, right after withdrawal {Said(withdrawn)}"));
    }

    private static string Said(Decision decision) => decision.IsPermitted ? "permitted" : decision.Reason.ToString();
}

/// <summary>An objection to marketing denies at once, whatever was agreed before.</summary>
internal sealed class ObjectionStopsMarketing(CanaryPerson person) : IControl
{
    public string Id => "objection-stops-marketing";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (person.Find(purpose => purpose.Nature is PurposeNature.Marketing) is not var (purpose, question))
            return Measurement.Bad("inget ändamål är marknadsföring", "no purpose is marketing");

        await person.TellAsync(new ObjectionMade("*", ObjectionState.None), cancel);
        await person.AnswerAsync(purpose.Id, ConsentAnswer.Given, cancel);
        var before = await person.DecideAsync(question, cancel);
        await person.TellAsync(new ObjectionMade("*", ObjectionState.Upheld), cancel);
        var after = await person.DecideAsync(question, cancel);
        return new Measurement(before.IsPermitted && after.Reason is DenialReason.MarketingObjected, new Layout.Text(
            sv: $"{purpose.Id}: tillåtet före invändning, nekat direkt efter",
                en: $"{purpose.Id}: before {before.IsPermitted}, right after {after.Reason}"));
    }
}

/// <summary>While restricted, every use is denied; lifted, it is permitted again.</summary>
internal sealed class RestrictionStopsUse(CanaryPerson person) : IControl
{
    public string Id => "restriction-stops-use";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (person.Find(purpose => purpose.Nature is PurposeNature.Ordinary && !CanaryPerson.Rests(purpose, LegalBasis.Consent)
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
            sv: $"{purpose.Id}: tillåtet, under begränsning nekat, därefter tillåtet",
            en: $"{purpose.Id}: {before.IsPermitted} before, {during.Reason} during, {after.IsPermitted} after"));
    }
}

/// <summary>A use for a purpose that nobody declared is refused, and the refusal is a fact on the trail.</summary>
internal sealed class UndeclaredDenied(CanaryPerson person, Decider decider, FactHistory history, NoticeBook notices) : IControl
{
    public string Id => "undeclared-denied";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var question = Probe.Ask(UseAction.Use, version.Purposes[0], version.Parties[0].Id,
            notices.Today) with
        { Purpose = "a-purpose-nobody-declared" };
        var before = await RefusalsAsync(cancel);
        var (permit, decision) = await decider.AuthoriseAsync(person.Id, question, "control", cancel);
        var after = await RefusalsAsync(cancel);
        return new Measurement(permit is null && decision.Reason is DenialReason.PurposeNotDeclared && after == before + 1, new Layout.Text(
            sv: $"nekat ({decision.Reason}); vägran står i liggaren", en: $"denied ({decision.Reason}); the refusal is on the trail"));
    }

    private async Task<int> RefusalsAsync(CancellationToken cancel) =>
        await history.ReadAsync(person.Id, cancel).CountAsync(fact => fact.Fact is UseRefused, cancel);
}

/// <summary>The standing folded anew from the facts equals the stored one.</summary>
internal sealed class StandingRecomputes(CanaryPerson person, Standings standings, FactHistory history, TimeProvider time) : IControl
{
    public string Id => "standing-recomputes";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
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
