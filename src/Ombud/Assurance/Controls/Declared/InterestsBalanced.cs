using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>Every basis that is a legitimate interest says in each language which interest it is and how it was balanced.</summary>
internal sealed class InterestsBalanced(NoticeBook notices) : IControl
{
    public string Id => "interests-balanced";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var interests = notices.InForce()!.Purposes.SelectMany(purpose => purpose.Bases
            .Where(basis => basis.Basis is LegalBasis.LegitimateInterest).Select(basis => (purpose.Id, Basis: basis))).ToList();
        var amiss = interests.Where(one => !IsSaid(one.Basis.Interest) || !IsSaid(one.Basis.Balancing)).Select(one => one.Id).ToList();
        return Task.FromResult(interests.Count == 0
            ? Measurement.Bad("inget ändamål vilar på ett berättigat intresse", "no purpose rests on a legitimate interest")
            : Measurement.Of(amiss, $"{interests.Count} berättigade intressen, vart och ett med sin avvägning",
                $"{interests.Count} legitimate interests, each with its balancing test"));
    }

    private bool IsSaid(LocalizedText? text) => text is not null && notices.Pack.Languages.All(language =>
        text.Languages.Contains(language, StringComparer.Ordinal) && !string.IsNullOrWhiteSpace(text.In(language)));
}
