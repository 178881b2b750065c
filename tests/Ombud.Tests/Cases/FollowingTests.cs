using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases;

public sealed class FollowingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task Whoever_proves_the_address_confirms_the_request_and_follows_it(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileAsync(CaseKind.Access);
        Assert.Equal(CaseStage.IdentityWanted, (await app.FileOfAsync(id)).State.Stage);
        var (person, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;

        // The list tells that there is one, and nothing of what was written.
        Assert.DoesNotContain(CaseCaller.Canary, await browser.TextAsync($"/{language}/my-cases"), StringComparison.Ordinal);
        using var before = await browser.GetAsync($"/{language}/my-cases/{id:D}");
        using var confirmed = await browser.SendFormToAsync($"/{language}/my-cases", $"{id:D}/confirm");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal($"/{language}/my-cases/{id:D}", confirmed.Headers.Location!.OriginalString);
        Assert.Contains(CaseCaller.Canary, await browser.TextAsync($"/{language}/my-cases/{id:D}"), StringComparison.Ordinal);
        var file = await app.FileOfAsync(id);
        Assert.Equal((CaseStage.InWork, true, person.Id), (file.State.Stage, file.State.IsIdentityProved, file.Person));
        Assert.Equal(0, await LookupsAsync(app));
    }

    [Fact]
    public async Task Somebody_elses_case_is_not_found_whatever_is_tried()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Access);
        var (_, anna) = await Person.SignInAsync(app, "anna@person.example");
        using var owner = anna;
        using var confirmed = await anna.SendFormToAsync("/en/my-cases", $"{id:D}/confirm");
        var (_, bo) = await Person.SignInAsync(app, "bo@person.example");
        using var other = bo;
        var bos = await app.FileAsync(CaseKind.Question, "bo@person.example");
        var form = await bo.OpenFormAsync("/en/my-cases", $"form[action$='{bos:D}/confirm']");

        using var shown = await bo.GetAsync($"/en/my-cases/{id:D}");
        using var unsigned = await app.Http.GetAsync($"/en/my-cases/{id:D}", None);
        foreach (var act in new[] { "confirm", "reply", "take-back" })
        {
            using var sent = await bo.SendAsync(form with { Action = $"/en/my-cases/{id:D}/{act}" }, ("message", "mine"));
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal("/en/sign-in", unsigned.Headers.Location!.OriginalString.Split('?')[0]);
        Assert.DoesNotContain(id.ToString("D"), await bo.TextAsync("/en/my-cases"), StringComparison.Ordinal);
        Assert.Equal(CaseStage.InWork, (await app.FileOfAsync(id)).State.Stage);
    }

    [Fact]
    public async Task The_person_answers_writes_and_takes_back_and_then_no_more()
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        using var filed = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Rectification, address: ""));
        var page = filed.Headers.Location!.OriginalString;
        var id = Assert.Single(await app.RowsAsync()).CaseId;
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Begin));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.AskPerson));

        using var replied = await browser.SendFormToAsync(page, "/reply", ("message", "the reply"));
        using var written = await browser.SendFormToAsync(page, "/reply", ("message", "one thing more"));
        using var empty = await browser.SendFormToAsync(page, "/reply", ("message", " "));

        var file = await app.FileOfAsync(id);
        Assert.Equal(CaseStage.InWork, file.State.Stage);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(
            [(CaseStep?)CaseStep.PersonReplies, null], file.Entries.TakeLast(2).Select(entry => entry.Step));
        Assert.Equal("one thing more", file.Entries[^1].Text!.Value.Value);
        var late = await browser.OpenFormAsync(page, "form[action$='/reply']");
        using var taken = await browser.SendFormToAsync(page, "/take-back");
        Assert.Equal(CaseStage.Closed, (await app.FileOfAsync(id)).State.Stage);
        using var tooLate = await browser.SendAsync(late, ("message", "after all"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLate.StatusCode);
        Assert.DoesNotContain("/reply", await browser.TextAsync(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_answer_that_came_before_the_confirmation_is_read_after_it(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Begin);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        var (person, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;

        using var confirmed = await browser.SendFormToAsync("/en/my-cases", $"{id:D}/confirm");

        Assert.Contains(CaseCaller.Canary, await browser.TextAsync($"/en/my-cases/{id:D}"), StringComparison.Ordinal);
        var file = await app.FileOfAsync(id);
        Assert.Equal((CaseStage.Answered, person.Id), (file.State.Stage, file.Person));
        Assert.Contains("case.confirmed", await app.FactsAsync(id));
        Assert.Equal(0, await LookupsAsync(app));
    }

    [Fact]
    public async Task A_case_that_is_closed_is_found_by_no_address_any_more()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Refuse, "nothing-held");
        Assert.Equal(1, await LookupsAsync(app));

        await app.StepAsync(id, CaseStep.Close);

        Assert.Equal(0, await LookupsAsync(app));
    }

    [Fact]
    public async Task Whom_the_staff_ask_again_shows_it_with_a_new_code()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (_, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        using var filed = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Access, address: ""));
        var (page, id) = (filed.Headers.Location!.OriginalString, Assert.Single(await app.RowsAsync()).CaseId);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.AskIdentity));
        clock.Advance(TimeSpan.FromMinutes(20));

        using var stale = await browser.SendFormToAsync(page, "/confirm");
        Assert.Equal("/en/sign-in", stale.Headers.Location!.OriginalString.Split('?')[0]);
        Assert.False((await app.FileOfAsync(id)).State.IsIdentityProved);
        await browser.SignInAsync("anna@person.example");
        using var fresh = await browser.SendFormToAsync(page, "/confirm");

        Assert.Equal(page, fresh.Headers.Location!.OriginalString);
        var state = (await app.FileOfAsync(id)).State;
        Assert.Equal((CaseStage.InWork, true), (state.Stage, state.IsIdentityProved));
    }

    [Fact]
    public async Task What_the_staff_note_for_themselves_is_not_shown()
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        using var filed = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Access, address: ""));
        var page = filed.Headers.Location!.OriginalString;
        var path = page.Replace("/my-cases/", "/console/cases/", StringComparison.Ordinal);
        using var staff = await MayITests.SignedInAsync(app);

        using var note = await staff.SendFormToAsync(path, "/write", ("to", "staff"), ("text", "between us"));
        using var message = await staff.SendFormToAsync(path, "/write", ("to", "person"), ("text", "a word to you"));

        var text = await browser.TextAsync(page);
        Assert.Contains("a word to you", text, StringComparison.Ordinal);
        Assert.DoesNotContain("between us", text, StringComparison.Ordinal);
        Assert.Contains("between us", await staff.TextAsync(path), StringComparison.Ordinal);
        Assert.DoesNotContain("between us", await staff.TextAsync(path + "/dossier.json"), StringComparison.Ordinal);
        Assert.Single(
            await app.LettersAsync("anna@person.example"), letter => letter.Subject.Contains("message", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_erasure_takes_the_hash_of_the_address_and_leaves_the_file_as_proof(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (person, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        var unclaimed = await app.FileAsync(CaseKind.Access);
        using var filed = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Erasure, address: ""));

        var erase = app.Get<EraseSubject>();
        await erase.AskAsync(person.Id, ErasureReason.Asked, "self", None);
        await erase.RunAsync(person.Id, None);

        Assert.Equal(0, await LookupsAsync(app));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Empty(await context.Set<PersonCaseRow>().ToListAsync(None));
        Assert.Equal(CaseCaller.Canary, (await app.FileOfAsync(unclaimed)).Entries[0].Text!.Value.Value);
    }

    private static async Task<int> LookupsAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<CaseLookupRow>().CountAsync(None);
    }
}
