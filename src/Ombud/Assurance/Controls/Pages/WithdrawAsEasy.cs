using AngleSharp.Dom;
using Ombud.Assurance.Measuring;
using Ombud.Policies.Deciding;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>
/// Somebody made up needs no more to take a consent back than to give it, on the same page: as many buttons and fields, sent to the
/// same place (GDPR article 7.3).
/// </summary>
internal sealed class WithdrawAsEasy(CanaryPerson canary, OwnPages pages, PersonCookies cookies) : IControl
{
    public string Id => "withdraw-as-easy";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        var (amiss, tried) = (new List<string>(), 0);
        foreach (var language in OwnPages.Languages)
        {
            var give = await FormsAsync(person, language, "give", cancel);
            foreach (var key in give.Keys)
                await person.AnswerAsync(key, ConsentAnswer.Given, cancel);
            var withdraw = await FormsAsync(person, language, "withdraw", cancel);
            amiss.AddRange(give.Where(form => withdraw.GetValueOrDefault(form.Key) is not { } back
                || back.Effort > form.Value.Effort || back.Action != form.Value.Action).Select(form => $"{language} {form.Key}"));
            foreach (var key in give.Keys)
                await person.AnswerAsync(key, ConsentAnswer.Withdrawn, cancel);
            tried += give.Count;
        }
        return tried == 0
            ? Measurement.Bad("sidan erbjuder inget samtycke", "the page offers no consent")
            : Measurement.Of(amiss,
                $"{tried} samtycken: att ta tillbaka kräver inte fler knappar eller fält än att ge",
                $"{tried} consents: taking back needs no more buttons or fields than giving");
    }

    /// <summary>By purpose or topic, the form that does one thing.</summary>
    private async Task<Dictionary<string, Form>> FormsAsync(MetPerson person, string language, string act, CancellationToken cancel)
    {
        using var page = await pages.ReadAsync($"/{language}/my-data/choices", cancel, cookies.Of(person.Id));
        return page.QuerySelectorAll($"form:has(input[name=act][value={act}])").Where(form => KeyOf(form) is not null)
            .DistinctBy(KeyOf, StringComparer.Ordinal).ToDictionary(
                form => KeyOf(form)!,
                form => new Form(
                    form.QuerySelectorAll("button, select, textarea, input:not([type=hidden])").Length, form.GetAttribute("action") ?? ""),
                StringComparer.Ordinal);
    }

    private static string? KeyOf(IElement form) => form.QuerySelector("input[name=key]")?.GetAttribute("value");

    /// <param name="Effort">How many buttons and fields it has.</param>
    private sealed record Form(int Effort, string Action);
}
