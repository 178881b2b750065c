using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>Whoever is asked for data may ask by what right, wherever they live.</summary>
internal sealed class PurposesHaveBases : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var purpose in check.Version.Purposes.Where(one => check.IsSound(one.At, "bases", "subjects")))
        {
            foreach (var family in RegimeFamilies.All)
                Check(check, purpose, family);
        }
    }

    private static void Check(CheckContext check, Purpose purpose, string family)
    {
        var bases = purpose.Bases.Where(basis => basis.Regimes.Holds(family)).ToList();
        if (bases.Any(basis => basis.Subjects.Count == 0))
            return;

        var without = purpose.Subjects.Where(subject => !bases.Any(basis => basis.Subjects.Holds(subject))).ToList();
        if (without.Count > 0)
        {
            check.Add(check.Place(purpose.At, "bases"), PackRules.PurposeWithoutBasis,
                $"'{purpose.Id}' has no basis in {family} for {string.Join(", ", without)}; add one, 'basis: none' if "
                    + "it is unused there");
        }
    }
}

/// <summary>A basis says what it rests on.</summary>
internal sealed class BasesAreComplete : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var purpose in check.Version.Purposes)
        {
            foreach (var basis in purpose.Bases)
            {
                Complete(check, basis);
                Subjects(check, purpose, basis);
            }
        }
    }

    private static void Complete(CheckContext check, PurposeBasis basis)
    {
        if (basis.Basis is LegalBasis.LegitimateInterest && check.IsSound(basis.At, "interest", "balancing")
            && (basis.Interest is null || basis.Balancing is null))
        {
            var missing = basis.Interest is null ? "interest" : "balancing";
            check.Add(check.Place(basis.At, "basis"), PackRules.InterestWithoutBalancing,
                $"a legitimate interest needs '{missing}'; add it");
        }

        if (basis.Basis is LegalBasis.LegalObligation or LegalBasis.PublicTask && basis.Law is null
            && check.IsSound(basis.At, "law"))
        {
            check.Add(check.Place(basis.At, "basis"), PackRules.DutyWithoutLaw, "a duty comes from a law; add 'law'");
        }
    }

    private static void Subjects(CheckContext check, Purpose purpose, PurposeBasis basis)
    {
        for (var i = 0; i < basis.Subjects.Count; i++)
        {
            if (check.Subjects.Ids.Contains(basis.Subjects[i]) && !purpose.Subjects.Holds(basis.Subjects[i]))
            {
                check.Add(check.Place(basis.At, "subjects", i), PackRules.BasisOutsidePurpose,
                    $"'{purpose.Id}' does not list '{basis.Subjects[i]}'; add it there or leave it out here");
            }
        }
    }
}

/// <summary>In eu and uk nobody is marketed to, sold or rented on another basis than those the law leaves.</summary>
internal sealed class MarketingHasItsBasis : IPackCheck
{
    private static readonly string[] Strict = ["eu", "uk"];

    public void Run(CheckContext check)
    {
        foreach (var purpose in check.Version.Purposes.Where(one => check.IsSound(one.At, "nature")))
        {
            var permitted = purpose.Nature switch
            {
                PurposeNature.Marketing => [LegalBasis.Consent, LegalBasis.LegitimateInterest, LegalBasis.None],
                PurposeNature.Sale or PurposeNature.Rental => [LegalBasis.Consent, LegalBasis.None],
                _ => Array.Empty<LegalBasis>(),
            };
            foreach (var basis in purpose.Bases
                .Where(basis => permitted.Length > 0 && !permitted.Contains(basis.Basis)))
            {
                if (basis.Regimes.Any(Strict.Contains) && check.IsSound(basis.At, "basis"))
                {
                    check.Add(check.Place(basis.At, "basis"), PackRules.BasisOfMarketing,
                        $"in eu and uk '{purpose.Id}' rests on one of {Words(permitted)}; change the basis");
                }
            }
        }
    }

    private static string Words(IEnumerable<LegalBasis> bases) =>
        string.Join(", ", bases.Select(basis => EnumWords.Word(basis.ToString())));
}

/// <summary>Topics are chosen one by one, which only marketing allows.</summary>
internal sealed class TopicsAreOfMarketing : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var topic in check.Version.Topics)
        {
            if (check.Version.Purposes.FirstOrDefault(purpose => purpose.Id == topic.Purpose) is { } purpose
                && purpose.Nature is not PurposeNature.Marketing && check.IsSound(purpose.At, "nature"))
            {
                check.Add(check.Place(topic.At, "purpose"), PackRules.TopicOutsideMarketing,
                    $"'{purpose.Id}' is no marketing; give it 'nature: marketing' or the topic another purpose");
            }
        }
    }
}
