using System.Net;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// The form of a request is there for everybody, and what it sends becomes a case; staff have one of their own, which nobody else is
/// shown; a mail put into each mailbox becomes a case, and its new mails have been read. Fails where no mailbox is configured.
/// </summary>
internal sealed class RequestWays(OwnPages pages, CanaryCases cases, Mailboxes mailboxes, MailboxStates states, NoticeBook notices)
    : IControl
{
    private static readonly string[] Fields = ["kind", "controller", "address", "message"];

    public string Id => "request-ways";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            using var page = await pages.ReadAsync($"/{language}{MakeRequest.Path}", cancel);
            amiss.AddRange(Fields.Where(field => page.GetElementById(field) is null).Select(field => $"{language} {field}"));
        }
        using (var staff = await pages.AskAsync("/en" + FileForSomebody.Path, cancel))
        {
            if (staff.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
                amiss.Add("staff");
        }
        var company = RequestForm.ControllersOf(notices.InForce()!).First();
        amiss.AddRange(await cases.WithAsync(
            CaseKind.Question, company.Country, company, async one => await AnsweredAsync(one) ? [] : ["form letter"], cancel));
        if (mailboxes.All.Count == 0)
            return Measurement.Bad("ingen brevlåda är inställd, så en begäran med e-post når oss inte", NoMailbox);
        amiss.AddRange(await MailboxesAsync(cancel));
        return Measurement.Of(amiss, $"formulären finns; mejl till {mailboxes.All.Count} brevlådor blev ärenden",
            $"the forms are there; mails to {mailboxes.All.Count} mailboxes became cases");
    }

    private const string NoMailbox = "no mailbox is configured, so that a request by e-mail does not reach us";

    private async Task<IReadOnlyList<string>> MailboxesAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var standing in await states.ReadAsync(cancel))
        {
            if (standing.IsSilent || standing.State is not { ReadAt: not null, FailingAt: null })
                amiss.Add($"{standing.Name} not read");
        }
        foreach (var mailbox in mailboxes.All)
        {
            var found = await cases.ByMailAsync(mailbox, async one => one.File.Controller == mailbox.Controller && await AnsweredAsync(one)
                ? [] : [$"{mailbox.Name} letter"], cancel);
            amiss.AddRange(found);
        }
        return amiss;
    }

    private static async Task<bool> AnsweredAsync(CanaryCase one) =>
        (await one.LettersAsync()).Count(letter => letter.Contains(one.File.Id.ToString("D"), StringComparison.Ordinal)) == 1;
}
