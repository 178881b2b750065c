using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Collecting;
using Ombud.Assurance.Controls.Declared;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Controls.Rights;
using Ombud.Assurance.Measuring;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>By control, a page on which what it looks for is not so.</summary>
internal static class PageBreaks
{
    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["contents-resolve"] = Reading<ContentsResolve>("<a href='#nowhere'>a link</a>"),
            ["links-marked"] = Reading<LinksMarked>("<a href='https://elsewhere.example'>a link</a>"),
            ["differences-shown"] = Reading<DifferencesShown>("<ul class=changes></ul>"),
            ["principles-readable"] = Reading<PrinciplesReadable>("<article><h2 id=notice></h2><p>Notice</p></article>"),
            ["services-shown"] = Reading<ServicesShown>(""),
            ["certifications-shown"] = Reading<CertificationsShown>(""),
            ["contacts-shown"] = Reading<ContactsShown>(""),
            ["authorities-shown"] = Reading<AuthoritiesShown>(""),
            ["rights-by-region"] = Reading<RightsByRegion>(""),
            ["cookie-inventory"] = Reading<CookieInventory>(""),
            ["categories-explained"] = Reading<CategoriesExplained>("<dl><dt>A kind</dt><dd id=category-contact-details></dd></dl>"),
            ["withdraw-as-easy"] = Reading<WithdrawAsEasy>(
                $"{Choice("give", "")}{Choice("withdraw", "<input name=why>")}"),
            ["sessions-end"] = Reading<SessionsEnd>(""),
            ["answers-alike"] = async app =>
            {
                // It greets whom it knows.
                await using var site = await StubSite.StartAsync(known => $"<form method=post></form>{known}");
                return await app.MeasureAsync<AnswersAlike>(site.Pages);
            },
            ["bases-in-register"] = Reading<BasesInRegister>(""),
            ["interests-shown"] = Reading<InterestsShown>("<section id=interests><table><tbody><tr><td>x</table></section>"),
            ["age-asked-neutrally"] = ReadingPoints<AgeAskedNeutrally>(
                "<main>You must be at least 13 years old. <input type=date id=field-birth-date></main>"),
            ["public-posts"] = ReadingPoints<PublicPosts>("<form method=post><input name=field-post></form>"),
            ["points-declared"] = Reading<PointsDeclared>(""),
            ["security-headers"] = Reading<SecurityHeadersSent>(""),
            ["choices-unticked"] = ReadingPoints<ChoicesUnticked>("<input type=checkbox checked id=choice-newsletters>"),
            ["transmission-warning"] = ReadingPoints<TransmissionWarned>("<form method=post><input type=text></form>"),
        };

    private static string Choice(string act, string more) =>
        $"<form><input type=hidden name=act value={act}><input type=hidden name=key value=newsletters>{more}<button>x</button></form>";

    private static Func<OmbudApp, Task<Measurement>> Reading<T>(string body) where T : class, IControl => async app =>
    {
        await using var site = await StubSite.StartAsync(body);
        return await app.MeasureAsync<T>(site.Pages);
    };

    private static Func<OmbudApp, Task<Measurement>> ReadingPoints<T>(string body) where T : class, IControl => async app =>
    {
        await using var site = await StubSite.StartAsync(body);
        return await app.MeasureAsync<T>(app.Make<PointPages>(site.Pages));
    };
}
