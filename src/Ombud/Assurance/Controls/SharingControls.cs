using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>Where a framework rule forbids what the notice permits, the framework decides, and the decision says so.</summary>
internal sealed class FrameworkPrevails(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "framework-prevails";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = policy.Pack.Versions.Single(known => known.Version == notices.InForce()!.Version);
        var permitted = version.Purposes.Where(purpose => purpose.Nature is PurposeNature.Ordinary && Ask(policy, purpose).IsPermitted)
            .ToList();
        if (permitted.Count == 0)
            return Task.FromResult(Measurement.Bad("inget ändamål är tillåtet i dag", "no purpose is permitted today"));

        var rule = new RankedRule
        {
            Id = "framework-over-notice-probe", Clause = permitted[0].Clause, Rank = Rank.Framework, Effect = RuleEffect.Deny,
            Purposes = [.. permitted.Select(purpose => purpose.Id)], Reason = LocalizedText.Same("probe"),
        };
        var disagreeing = Policy.Compile(policy.Pack with
        {
            Versions = [version with { Rules = [.. version.Rules, rule] }],
        }, policy.Law);
        var amiss = permitted.Select(purpose => (purpose.Id, Decision: Ask(disagreeing, purpose)))
            .Where(asked => asked.Decision is not { IsPermitted: false, Rank: Rank.Framework, Reason: DenialReason.RuleForbids })
            .Select(asked => $"{asked.Id}: {asked.Decision.Reason} {asked.Decision.Rank}").ToList();
        return Task.FromResult(Measurement.Of(amiss,
            $"{permitted.Count} ändamål som meddelandet tillåter: nekar ramverket, nekas de, med ramverkets rang",
            $"{permitted.Count} purposes that the notice permits: where the framework forbids they are denied, with its rank"));

        Decision Ask(Policy asked, Purpose purpose)
        {
            var controller = Probe.ControllersOf(version, purpose).First();
            var question = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today);
            return asked.Decide(in question, asked.Compile(Probe.Willing(version, controller.Country)));
        }
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
