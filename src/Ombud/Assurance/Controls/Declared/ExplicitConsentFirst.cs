using System.Collections.Immutable;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>
/// Wherever European law lets only explicit consent open a category: with one that is older than the collection it is permitted;
/// with one that is not explicit, or younger than the collection, it is denied.
/// </summary>
internal sealed class ExplicitConsentFirst(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "explicit-consent-first";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var (amiss, count) = (new List<string>(), 0);
        foreach (var (purpose, category, controller) in Consented(version))
        {
            count++;
            if (!Decide(purpose, category, controller, given: -2, isExplicit: true).IsPermitted)
                amiss.Add($"{purpose.Id} {category.Id}: denied with it");
            if (Decide(purpose, category, controller, given: -2, isExplicit: false).IsPermitted)
                amiss.Add($"{purpose.Id} {category.Id}: not explicit");
            if (Decide(purpose, category, controller, given: 0, isExplicit: true).IsPermitted)
                amiss.Add($"{purpose.Id} {category.Id}: too late");
        }
        return Task.FromResult(count == 0
            ? Measurement.Bad("inget ändamål kräver uttryckligt samtycke", "no purpose needs explicit consent")
            : Measurement.Of(amiss, $"{count} känsliga användningar: bara med ett uttryckligt samtycke som är äldre än insamlingen",
                $"{count} sensitive uses: only with an explicit consent that is older than the collection"));
    }

    private static IEnumerable<(Purpose Purpose, DataCategory Category, Party Controller)> Consented(NoticeVersion version) =>
        from purpose in version.Purposes
        let bases = purpose.Bases.Where(basis => basis.Regimes.Contains("eu", StringComparer.Ordinal)).ToList()
        let controller = Probe.ControllersOf(version, purpose).FirstOrDefault(party => party.Country is "SE" or "DE" or "FR" or "NL")
        where bases.Count > 0 && controller is not null
        from category in version.Categories
        where category.Nature is not CategoryNature.Ordinary && purpose.Categories.Contains(category.Id, StringComparer.Ordinal)
            && bases.All(basis => Probe.ConditionOf(basis, category.Nature) is SpecialCondition.ExplicitConsent)
        select (purpose, category, controller);

    /// <param name="given">On which day, from today, the consent was given; the data was collected yesterday.</param>
    private Decision Decide(Purpose purpose, DataCategory category, Party controller, int given, bool isExplicit)
    {
        var version = notices.InForce()!;
        var at = new DateTimeOffset(notices.Today.AddDays(given), TimeOnly.MinValue, TimeSpan.Zero);
        var standing = Probe.Unasked(version, controller.Country) with
        {
            Consents = ImmutableSortedDictionary.Create<string, ConsentState>(StringComparer.Ordinal)
                .Add(purpose.Id, new ConsentState(ConsentAnswer.Given, at, version.Version, isExplicit)),
        };
        var question = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today, category.Id) with
        {
            CollectedOn = Day.Of(notices.Today.AddDays(-1)),
        };
        return policy.Decide(in question, policy.Compile(standing));
    }
}
