using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>
/// The same transfers decided on 2020-07-15, on 2020-07-17 and today: those that rested on Privacy Shield rest on it no more.
/// </summary>
internal sealed class TransferDates(Policy policy, NoticeBook notices) : IControl
{
    private const string Shield = "eu_us_privacy_shield";
    private static readonly DateOnly Before = new(2020, 7, 15);
    private static readonly DateOnly After = new(2020, 7, 17);

    public string Id => "transfer-dates";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (notices.InForceOn(Before) is not { } version)
            return Task.FromResult(Measurement.Bad("ingen version gällde 2020-07-15", "no version was in force on 2020-07-15"));

        var resting = Questions(version).Where(question => RestsOnShield(question, version, Before)).ToList();
        var after = resting.Count(question => RestsOnShield(question, version, After));
        var today = resting.Count(question => RestsOnShield(question, version, notices.Today));
        var stillPermitted = resting.Count(question => Decide(question, version, After).IsPermitted);
        return Task.FromResult(new Measurement(resting.Count > 0 && after == 0 && today == 0, new Layout.Text(
            sv: $"2020-07-15 vilade {resting.Count} överföringar på Privacy Shield, 2020-07-17 {after} och i dag "
                + $"{today}; {resting.Count - stillPermitted} stoppades och {stillPermitted} hade annat skydd",
            en: $"on 2020-07-15 {resting.Count} transfers rested on Privacy Shield, on 2020-07-17 {after} and "
                + $"today {today}; {resting.Count - stillPermitted} stopped and {stillPermitted} had another safeguard")));
    }

    private static IEnumerable<WordQuestion> Questions(NoticeVersion version)
    {
        var importers = version.Parties.Where(party => party.Role is not PartyRole.ClientController).Select(party =>
            (party.Id, party.Country))
            .Concat(version.Recipients.Select(recipient => (recipient.Id, recipient.Country)))
            .Where(importer => importer.Country.StartsWith("US", StringComparison.Ordinal)).ToList();
        return from purpose in version.Purposes
               from controller in Probe.ControllersOf(version, purpose).Where(party => party.Country is "SE" or "DE" or "FR" or "NL")
               from importer in importers
               select Probe.Ask(UseAction.Disclose, purpose, controller.Id, Before) with { Recipient = importer.Id };
    }

    private bool RestsOnShield(WordQuestion question, NoticeVersion version, DateOnly on)
    {
        var decision = Decide(question, version, on);
        if (!decision.IsPermitted)
            return false;
        var word = policy.Words.Word(decision.Safeguard);
        return word == Shield || policy.Pack.Versions.Any(known => known.Safeguards.Any(s => s.Id == word && s.Mechanism == Shield));
    }

    private Decision Decide(WordQuestion question, NoticeVersion version, DateOnly on) =>
        policy.Decide(question with { On = Day.Of(on), CollectedOn = Day.Of(on) }, policy.Compile(Probe.Willing(version, "SE")));
}

/// <summary>A vendor is refused on the day after its agreement ends, and outside its function.</summary>
internal sealed class VendorAgreement(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "vendor-agreement";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        var ended = 0;
        var expired = Policy.Compile(policy.Pack with
        {
            Versions = [version with { Recipients = [.. version.Recipients.Select(recipient =>
                recipient with { AgreementUntil = notices.Today.AddDays(-1) })] }],
        }, policy.Law);
        foreach (var (question, standing) in Permitted(version))
        {
            ended++;
            var decision = expired.Decide(in question, expired.Compile(standing));
            if (decision.Reason is not DenialReason.AgreementNotInForce)
                amiss.Add($"{question.Recipient} {question.Purpose}: {decision.Reason}");
        }
        return Task.FromResult(ended == 0
            ? Measurement.Bad("ingen leverantör får något i dag", "no vendor is given anything today")
            : Measurement.Of(amiss, $"{ended} utlämnanden till leverantörer nekas dagen efter att avtalet gått ut",
                $"{ended} disclosures to vendors denied the day after the agreement ends"));
    }

    private IEnumerable<(WordQuestion, StandingState)> Permitted(NoticeVersion version)
    {
        var kinds = version.RecipientKinds.Where(kind => kind.NeedsAgreement).Select(kind => kind.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var vendor in version.Recipients.Where(recipient => kinds.Contains(recipient.Kind)))
        {
            var functions = version.VendorFunctions.Where(function => vendor.Functions.Contains(function.Id, StringComparer.Ordinal));
            foreach (var purpose in version.Purposes.Where(purpose => functions.Any(f => f.Purposes
                .Contains(purpose.Id, StringComparer.Ordinal))))
            {
                var category = purpose.Categories.FirstOrDefault(id => functions.Any(f => f.Categories.Contains(id,
                    StringComparer.Ordinal)));
                if (category is null)
                    continue;
                var controller = Probe.ControllersOf(version, purpose).First();
                var question = Probe.Ask(UseAction.Disclose, purpose, controller.Id, notices.Today,
                    category) with
                { Recipient = vendor.Id };
                var standing = Probe.Willing(version, controller.Country);
                if (policy.Decide(in question, policy.Compile(standing)).IsPermitted)
                    yield return (question, standing);
            }
        }
    }
}

/// <summary>Where a framework rule forbids what the notice permits, the framework decides, and the decision says so.</summary>
internal sealed class FrameworkPrevails(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "framework-prevails";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        foreach (var purpose in version.Purposes.Where(purpose => purpose.Nature is PurposeNature.Ordinary))
        {
            var controller = Probe.ControllersOf(version, purpose).First();
            var question = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today);
            var standing = Probe.Willing(version, controller.Country);
            if (!policy.Decide(in question, policy.Compile(standing)).IsPermitted)
                continue;

            var rule = new RankedRule
            {
                Id = "framework-over-notice-probe", Clause = purpose.Clause, Rank = Rank.Framework, Effect = RuleEffect.Deny,
                Purposes = [purpose.Id], Reason = LocalizedText.Same("probe"),
            };
            var disagreeing = Policy.Compile(policy.Pack with
            {
                Versions = [version with { Rules = [.. version.Rules,
                rule] }]
            }, policy.Law);
            var decision = disagreeing.Decide(in question, disagreeing.Compile(standing));
            return Task.FromResult(new Measurement(decision is { IsPermitted: false, Rank: Rank.Framework }, new Layout.Text(
                sv: $"{purpose.Id}: meddelandet tillåter, ramverket nekar; utslag: "
                    + $"{(decision.IsPermitted ? "tillåtet" : "nekat")}, rang {decision.Rank}",
                en: $"{purpose.Id}: the notice permits, the framework forbids; decided: "
                    + $"{(decision.IsPermitted ? "permitted" : "denied")}, rank {decision.Rank}")));
        }
        return Task.FromResult(Measurement.Bad("inget ändamål är tillåtet i dag", "no purpose is permitted today"));
    }
}

/// <summary>For a client for whom the group is processor, only instructed purposes are ever permitted.</summary>
internal sealed class ProcessorInstructedOnly(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "processor-instructed-only";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        var asked = 0;
        foreach (var client in version.Parties.Where(party => party.Role is PartyRole.ClientController))
        {
            foreach (var purpose in version.Purposes.Where(purpose => !client.Instructs.Contains(purpose.Id, StringComparer.Ordinal)))
            {
                asked++;
                if (policy.Decide(Probe.Ask(UseAction.Use, purpose, client.Id, notices.Today), policy.Compile(Probe
                    .Willing(version, client.Country))).IsPermitted)
                    amiss.Add($"{client.Id} {purpose.Id}");
            }
        }
        return Task.FromResult(asked == 0
            ? Measurement.Bad("inga uppdragsgivare i paketet", "no clients in the pack")
            : Measurement.Of(amiss, $"{asked} ändamål utan instruktion nekade", $"{asked} purposes without instruction denied"));
    }
}
