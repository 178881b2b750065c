using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>
/// Each duty in law that the clause names is a purpose with its law, categories, recipients and a rule of retention of its own;
/// what one duty needs and another does not - tax data for insurance, say - is denied to the other.
/// </summary>
internal sealed class DutiesApart(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "duties-apart";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var mine = Probe.ClausesOf(version, Id);
        var duties = version.Purposes.Where(purpose => mine.Contains(purpose.Clause)).ToList();
        var amiss = duties.Where(duty => !IsComplete(version, duty)).Select(duty => duty.Id).ToList();
        var asked = 0;
        foreach (var duty in duties)
        {
            var controller = Probe.ControllersOf(version, duty).First();
            var standing = policy.Compile(Probe.Willing(version, controller.Country));
            foreach (var category in duties.SelectMany(other => other.Categories).Distinct(StringComparer.Ordinal)
                .Except(duty.Categories, StringComparer.Ordinal))
            {
                asked++;
                var question = Probe.Ask(UseAction.Use, duty, controller.Id, notices.Today, category);
                if (policy.Decide(in question, standing).Reason is not DenialReason.CategoryOutsidePurpose and var reason)
                    amiss.Add($"{duty.Id} {category}: {reason}");
            }
        }
        return Task.FromResult(duties.Count < 2 || asked == 0
            ? Measurement.Bad("färre än två plikter att hålla isär", "fewer than two duties to keep apart")
            : Measurement.Of(amiss,
                $"{duties.Count} plikter med lag, kategorier, mottagare och gallring; {asked} frågor över gränsen nekade",
                $"{duties.Count} duties with law, categories, recipients and retention; {asked} questions across denied"));
    }

    private static bool IsComplete(NoticeVersion version, Purpose duty) =>
        duty.Bases.Count > 0 && duty.Bases.All(basis => basis is { Basis: LegalBasis.LegalObligation, Law.Length: > 0 })
        && duty.Categories.Count > 0 && duty.Recipients.Count > 0
        && version.RetentionRules.Any(rule => rule.Purposes.Contains(duty.Id, StringComparer.Ordinal));
}
