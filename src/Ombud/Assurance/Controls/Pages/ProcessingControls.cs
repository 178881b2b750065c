using Ombud.Assurance.Measuring;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Notices.Registers;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>Every purpose of the pack is in the register of processing, with each of its legal bases for each body of law.</summary>
internal sealed class BasesInRegister(NoticeBook notices, LegalData law, OwnPages pages) : IControl
{
    public string Id => "bases-in-register";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (purposes, amiss) = (notices.InForce()!.Purposes, new List<string>());
        foreach (var language in Language.All)
        {
            var page = await pages.ReadAsync(language.Path("/processing"), cancel);
            foreach (var purpose in purposes)
            {
                var rows = page.GetElementById(ProcessingPage.IdOf(purpose))?.QuerySelectorAll("tbody tr")
                    .Select(row => PageSearch.Squeezed(row.TextContent)).ToList() ?? [];
                amiss.AddRange(purpose.Bases.Where(basis => !rows.Exists(row => Says(row, basis, language)))
                    .Select(basis => $"{language} {purpose.Id} {basis.Basis}"));
            }
        }
        var bases = purposes.Sum(purpose => purpose.Bases.Count);
        return bases == 0 ? Measurement.Bad("inga grunder i paketet", "no bases in the pack") : Measurement.Of(amiss,
            $"{bases} rättsliga grunder för {purposes.Count} ändamål står i registret",
            $"{bases} legal bases of {purposes.Count} purposes stand in the register");
    }

    private bool Says(string row, PurposeBasis basis, Language language) =>
        row.Contains(ProcessingTexts.Of(basis.Basis).In(language), StringComparison.Ordinal)
        && (basis.Law is not { } act || row.Contains(PageSearch.Squeezed(act), StringComparison.Ordinal))
        && basis.Regimes.All(id => row.Contains(
            PageSearch.Squeezed(law.Regimes.First(regime => regime.Id == id).Name.In(language.Code)), StringComparison.Ordinal));
}

/// <summary>Every legitimate interest of the pack is shown to the reader: for which purpose, which interest, how it was weighed.</summary>
internal sealed class InterestsShown(NoticeBook notices, OwnPages pages) : IControl
{
    public string Id => "interests-shown";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var interests = notices.InForce()!.Purposes.SelectMany(purpose => purpose.Bases
            .Where(basis => basis.Basis is LegalBasis.LegitimateInterest).Select(basis => (Purpose: purpose, Basis: basis))).ToList();
        var amiss = new List<string>();
        foreach (var language in Language.All)
        {
            var page = await pages.ReadAsync(language.Path("/processing"), cancel);
            var rows = page.GetElementById("interests")?.QuerySelectorAll("tbody tr")
                .Select(row => PageSearch.Squeezed(row.TextContent)).ToList() ?? [];
            amiss.AddRange(interests.Where(one => !rows.Exists(row => Says(row, one.Purpose.Name, language)
                    && Says(row, one.Basis.Interest, language) && Says(row, one.Basis.Balancing, language)))
                .Select(one => $"{language} {one.Purpose.Id}"));
        }
        return interests.Count == 0 ? Measurement.Bad("inga intressen i paketet", "no interests in the pack") : Measurement.Of(amiss,
            $"{interests.Count} berättigade intressen visas, vart och ett med hur det har vägts",
            $"{interests.Count} legitimate interests are shown, each with how it was weighed");
    }

    private static bool Says(string row, LocalizedText? text, Language language) =>
        text is not null && row.Contains(PageSearch.Squeezed(text.In(language.Code)), StringComparison.Ordinal);
}
