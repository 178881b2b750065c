using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Cases;
using Ombud.Cases;
using Ombud.Database;
using Ombud.Mail;
using Ombud.Policies.Cases;
using Ombud.SignIn.Codes;
using Ombud.Tests.Cases;
using Ombud.Tests.Mail;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Assurance;

/// <summary>The made-up people of the controls trouble nobody, and nobody passes for one of them.</summary>
public sealed class MadeUpPeopleTests
{
    private const int RoundsMax = 5;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task No_server_is_asked_to_take_a_letter_to_somebody_made_up()
    {
        await using var server = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, settings: server.Settings);

        await app.Get<SignInCodes>().IssueAsync(CanaryPlanter.EmailOf(CanaryPlanter.NewToken()), null, "en", "here", None);
        await app.Get<SignInCodes>().IssueAsync("anna@person.example", null, "en", "here", None);

        for (var attempt = 0; attempt < 600 && await WaitingAsync(app) > 0; attempt++)
            await Task.Delay(50, None);
        Assert.Contains("anna@person.example", Assert.Single(server.Taken).Recipient, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_such_an_address_in_the_form_is_not_hidden_from_the_queue()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.SendFormToAsync(
            "/en/request", "/request", CaseCaller.Request(CaseKind.Access, CanaryPlanter.EmailOf(CanaryPlanter.NewToken())));

        Assert.Single(await app.Get<CaseBook>().QueueAsync(None));
    }

    [Fact]
    public async Task The_desk_hears_of_a_case_that_is_due_and_not_of_one_with_which_a_control_tries()
    {
        await using var server = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, null, [.. server.Settings, "--Cases:Desk", "desk@office.example"]);

        Assert.True((await app.MeasureAsync<ComplaintsReminded>()).Holds);
        Assert.True((await app.MeasureAsync<QuestionsFollowed>()).Holds);

        for (var attempt = 0; attempt < 600 && await WaitingAsync(app) > 0; attempt++)
            await Task.Delay(50, None);
        Assert.Empty(server.Taken);
        Assert.Empty(await app.Get<CaseBook>().QueueWithTriedAsync(None));
    }

    // The median of pairs that were asked in turn: a machine that is busy is busy for both.
    [Theory]
    [InlineData("sign-in")]
    [InlineData("request")]
    [Trait("Promise", "rights.identity")]
    public async Task An_answer_takes_as_long_for_who_is_known_as_for_who_is_not(string form)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--RateLimits:SignInPerTenMinutes", "10000");
        var pages = app.Get<OwnPages>();
        List<(string Known, string Unknown)> people = [];
        for (var i = 0; i < RoundsMax; i++)
        {
            var known = await app.Get<CanaryPlanter>().PlantAsync(app.Get<CanaryPlanter>().Points.First(), None);
            await app.Get<ProvedCanaries>().ProveAsync(known.Email, None);
            people.Add((known.Email, CanaryPlanter.EmailOf(CanaryPlanter.NewToken())));
        }
        // The first time code is compiled.
        await AskAsync(pages, form, "warm@person.example");

        List<(double Known, double Unknown)> times = [];
        for (var round = 0; round < RoundsMax; round++)
        {
            foreach (var (known, unknown) in people)
                times.Add((await AskAsync(pages, form, known), await AskAsync(pages, form, unknown)));
        }

        var ratio = Median(times.Select(pair => pair.Known)) / Median(times.Select(pair => pair.Unknown));
        Assert.InRange(ratio, 0.5, 2.0);
    }

    private static async Task<double> AskAsync(OwnPages pages, string form, string address)
    {
        var began = Stopwatch.GetTimestamp();
        var sent = form is "sign-in"
            ? await pages.SendAsync("/en/sign-in", new Dictionary<string, string>(StringComparer.Ordinal) { ["address"] = address }, None)
            : await pages.SendAsync("/en/request", CaseCaller.Request(CaseKind.Access, address)
                .ToDictionary(field => field.Item1, field => field.Item2, StringComparer.Ordinal), None);
        Assert.Equal(302, sent!.Status);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> times)
    {
        var ordered = times.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    private static async Task<int> WaitingAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<OutboxRow>().CountAsync(row => row.State == MailState.Waiting, None);
    }
}
