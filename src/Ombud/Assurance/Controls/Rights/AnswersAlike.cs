using System.Text.RegularExpressions;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Pages;
using Ombud.Keys;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Subjects;

namespace Ombud.Assurance.Controls.Rights;

/// <summary>
/// Of two made-up addresses one is proved and has data behind it, the other is unknown. With each a code is asked for and a wrong one
/// entered, a request is made and a form is filled in; and a signed-in stranger asks for a case that is there and for one that is not.
/// Every answer is the same in status, place, head, words and length. How long answers take is compared by a test, not here.
/// </summary>
internal sealed partial class AnswersAlike(
    CanaryPlanter canaries, ProvedCanaries proved, CanaryCases cases, Identifiers identifiers, OwnPages pages, PersonCookies cookies,
    NoticeBook notices, TimeProvider time) : IControl
{
    private const string WrongCode = "00000000";

    public string Id => "answers-alike";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var point = canaries.Points.First();
        var (known, unknown) = (await canaries.PlantAsync(point, cancel), CanaryPlanter.EmailOf(CanaryPlanter.NewToken()));
        var people = new List<SubjectId> { known.Subject };
        try
        {
            people.Add(await proved.ProveAsync(known.Email, cancel));
            var (amiss, count) = (new List<string>(), 0);
            foreach (var language in OwnPages.Languages)
            {
                var ofKnown = await AskAsync(language, point, known.Email, cancel);
                var ofUnknown = await AskAsync(language, point, unknown, cancel);
                count += ofKnown.Count;
                amiss.AddRange(ofKnown.Zip(ofUnknown).Where(pair => pair.First.Answer is null || pair.First.Answer != pair.Second.Answer)
                    .Select(pair => $"{language} {pair.First.What}"));
            }
            amiss.AddRange(await cases.WithAsync(CaseKind.Complaint, "SE", notices.InForce()!.Parties[0],
                one => AskForCaseAsync(one.File.Id, cancel), cancel, person: people[0]));
            return Measurement.Of(amiss,
                $"{count} svar till en adress som är känd och till en som inte är det: lika i status, huvuden, ord och längd",
                $"{count} answers to an address that is known and to one that is not: alike in status, head, words and length");
        }
        finally
        {
            foreach (var address in new[] { known.Email, unknown })
            {
                people.AddRange(await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel));
                await cases.ForgetAsync(address, cancel);
            }
            foreach (var person in people.Distinct())
                await canaries.EraseAsync(person, cancel);
        }
    }

    /// <summary>What each form answers, and the page that follows where it leads to one.</summary>
    private async Task<List<(string What, string? Answer)>> AskAsync(
        string language, CollectionPoint point, string address, CancellationToken cancel)
    {
        var token = address[..address.IndexOf('@', StringComparison.Ordinal)];
        var asked = await pages.SendAsync($"/{language}/sign-in", Fields(("address", address)), cancel);
        var entered = await pages.SendAsync($"/{language}/sign-in/code", Fields(("code", WrongCode)), cancel, asked?.Cookies);
        var request = await pages.SendAsync($"/{language}/request", Fields(
            ("kind", nameof(CaseKind.Access)), ("controller", point.Controller), ("residence", "SE"), ("name", token), ("address", address),
            ("message", token)), cancel);
        var form = await pages.SendAsync(
            $"/{language}{FillInPoint.PathOf(point.Id)}",
            canaries.Fill(point, token, everything: true, tick: false).Fields.ToDictionary(
                field => FormPost.FieldName(field.Key), field => field.Value, StringComparer.Ordinal),
            cancel);
        return
        [
            ("sign-in", Of(asked, token)), ("code", Of(entered, token)), ("request", Of(request, token)), ("form", Of(form, token)),
            ("after the request", await FollowedAsync(request, token, cancel)),
            ("after the form", await FollowedAsync(form, token, cancel)),
        ];
    }

    private async Task<string?> FollowedAsync(SentForm? sent, string token, CancellationToken cancel)
    {
        if (sent?.Location is not { } location)
            return null;
        using var page = await pages.AskAsync(location, cancel, sent.Cookies);
        return $"{(int)page.StatusCode} {Plain(await page.Content.ReadAsStringAsync(cancel), token)}";
    }

    private async Task<IReadOnlyList<string>> AskForCaseAsync(Guid caseId, CancellationToken cancel)
    {
        var stranger = await proved.ProveAsync(CanaryPlanter.EmailOf(CanaryPlanter.NewToken()), cancel);
        try
        {
            var answers = new HashSet<string>(StringComparer.Ordinal);
            foreach (var id in new[] { caseId, Guid.CreateVersion7(time.GetUtcNow()) })
            {
                using var answer = await pages.AskAsync($"/en/my-cases/{id:D}", cancel, cookies.Of(stranger));
                answers.Add($"{(int)answer.StatusCode} {Plain(await answer.Content.ReadAsStringAsync(cancel), "")}");
            }
            return answers.Count == 1 && answers.Single().StartsWith("404 ", StringComparison.Ordinal) ? [] : ["another's case"];
        }
        finally
        {
            await canaries.EraseAsync(stranger, cancel);
        }
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    private static string? Of(SentForm? sent, string token) => sent is null ? null
        : string.Join('\n',
            [$"{sent.Status} {Plain(sent.Location ?? "", token)}", .. sent.Headers, $"{sent.Body.Length} {Plain(sent.Body, token)}"]);

    // What differs from one form to the next whoever fills it in: its tickets, numbers and moments, and the address itself.
    private static string Plain(string text, string token)
    {
        var plain = Ticket.Replace(Number.Replace(Moment.Replace(text, "·"), "·"), "·");
        return token.Length == 0 ? plain : plain.Replace(token, "·", StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"[A-Za-z0-9_\-]{64,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ticket { get; }

    [GeneratedRegex(@"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment { get; }
}
