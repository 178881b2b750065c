using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls;

/// <summary>Every purpose has a basis in every regime, and a purpose from which it is taken is denied.</summary>
internal sealed class BasesComplete(Policy policy, NoticeBook notices) : IControl
{
    private static readonly string[] Regimes = ["eu", "uk", "ch", "us-ca", "us", "default"];

    public string Id => "bases-complete";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = version.Purposes.SelectMany(purpose => Regimes
            .Where(regime => !purpose.Bases.Any(basis => basis.Regimes.Contains(regime, StringComparer.Ordinal)))
            .Select(regime => $"{purpose.Id} {regime}")).ToList();

        var purpose = version.Purposes.First(purpose => purpose.Nature is PurposeNature.Ordinary);
        var baseless = version with { Purposes = [.. version.Purposes.Select(p => p.Id == purpose.Id ? p with { Bases = [] } : p)] };
        var without = Policy.Compile(policy.Pack with { Versions = [baseless] }, policy.Law);
        var controller = Probe.ControllersOf(version, purpose).First();
        var decision = without.Decide(Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today),
            without.Compile(Probe.Willing(version, controller.Country)));
        if (decision.Reason is not DenialReason.NoLegalBasis)
            amiss.Add($"{purpose.Id}: {decision.Reason}");
        return Task.FromResult(Measurement.Of(amiss,
            $"{version.Purposes.Count} ändamål × {Regimes.Length} rättsordningar har grund; utan grund nekas",
            $"{version.Purposes.Count} purposes × {Regimes.Length} regimes have a basis; without one: denied"));
    }
}

/// <summary>Sale and rental are denied without opt-in and under a privacy signal, for every residence.</summary>
internal sealed class NoSaleWithoutOptIn(Policy policy, NoticeBook notices) : IControl
{
    private static readonly string?[] Residences = ["SE", "GB", "CH", "US-CA", "US", "JP", null];

    public string Id => "no-sale-without-opt-in";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var amiss = new List<string>();
        var asked = 0;
        foreach (var purpose in version.Purposes.Where(purpose => purpose.Nature is PurposeNature.Sale or PurposeNature.Rental))
        {
            foreach (var residence in Residences)
            {
                foreach (var controller in Probe.ControllersOf(version, purpose))
                {
                    asked++;
                    var question = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today);
                    if (policy.Decide(in question, policy.Compile(Probe.Unasked(version, residence))).IsPermitted)
                        amiss.Add($"{purpose.Id} {controller.Id} {residence}");
                    var signalled = question with { Signals = Signals.GlobalPrivacyControl };
                    if (policy.Decide(in signalled, policy.Compile(Probe.Willing(version, residence))).IsPermitted)
                        amiss.Add($"GPC {purpose.Id} {controller.Id} {residence}");
                }
            }
        }
        return Task.FromResult(asked == 0
            ? Measurement.Bad("paketet nämner varken försäljning eller uthyrning", "the pack names neither sale nor rental")
            : Measurement.Of(amiss, $"{asked * 2} frågor om försäljning och uthyrning nekade",
                $"{asked * 2} questions on sale and rental denied"));
    }
}

/// <summary>A category that is not ordinary is denied wherever its condition is not met.</summary>
internal sealed class SpecialNeedsGround(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "special-needs-ground";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var special = version.Categories.Where(category => category.Nature is not CategoryNature.Ordinary).ToList();
        var amiss = new List<string>();
        var asked = 0;
        foreach (var purpose in version.Purposes)
        {
            foreach (var category in special)
            {
                foreach (var controller in Probe.ControllersOf(version, purpose).Where(NeedsConsentFor(purpose, category)).Take(3))
                {
                    asked++;
                    var decision = policy.Decide(Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today, category.Id),
                        policy.Compile(Probe.Unasked(version, controller.Country)));
                    if (decision.IsPermitted)
                        amiss.Add($"{purpose.Id} {category.Id} {controller.Id}");
                }
            }
        }
        return Task.FromResult(asked == 0
            ? Measurement.Bad("inga känsliga kategorier i paketet", "no special categories in the pack")
            : Measurement.Of(amiss, $"{asked} frågor utan villkor nekade", $"{asked} questions without a condition denied"));
    }

    // In the European Union, where an unmet condition denies whatever the basis; law-based conditions need no consent.
    private static Func<Party, bool> NeedsConsentFor(Purpose purpose, DataCategory category) => party =>
        party.Country is "SE" or "DE" or "FR" or "NL"
        && purpose.Bases.Where(basis => basis.Regimes.Contains("eu", StringComparer.Ordinal)).All(basis =>
            Probe.ConditionOf(basis, category.Nature) is SpecialCondition.None or SpecialCondition.ExplicitConsent);
}
