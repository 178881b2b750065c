using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Cases.Proof;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

/// <summary>Documents by which people show who they are (promise <c>rights.identity</c>).</summary>
public sealed class DocumentTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "canary-of-a-document"u8];

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_document_is_sent_looked_at_and_gone_with_the_decision(StorageKind kind)
    {
        var (app, id, person, staff) = await WantedAsync(kind);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;

        // A code alone does not do now, nor does the staff's word without a look.
        using var code = await SendAsync(person, id, "confirm");
        Assert.Equal(CaseStage.IdentityWanted, (await app.FileOfAsync(id)).State.Stage);
        Assert.Equal(CaseRefusal.DocumentMissing, await app.StepAsync(id, CaseStep.ProveIdentity));

        using var sent = await UploadAsync(person, id, Png);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("waits for somebody to look at it", await person.TextAsync($"/en/my-cases/{id}"), StringComparison.Ordinal);
        var copy = (await app.Get<CaseDocuments>().FindAsync(id, None))!;

        using var opened = await staff.GetAsync($"/en/console/cases/{id}/document");
        Assert.Equal(
            ("image/png", true), (opened.Content.Headers.ContentType!.MediaType, opened.Headers.CacheControl!.NoStore));
        Assert.Equal(Png, await opened.Content.ReadAsByteArrayAsync(None));
        using var judged = await staff.SendFormToAsync($"/en/console/cases/{id}", $"/console/cases/{id}/document", ("shows", "yes"));

        Assert.Equal(HttpStatusCode.Redirect, judged.StatusCode);
        var state = (await app.FileOfAsync(id)).State;
        Assert.Equal((CaseStage.InWork, true, false), (state.Stage, state.IsIdentityProved, state.IsDocumentWanted));
        Assert.Null(await app.Get<CaseDocuments>().FindAsync(id, None));
        Assert.Null(await app.Get<KeyRing>().FindAsync(CaseDocuments.KeyOf(copy.Id), None));
        Assert.Equal(
            ["case.document-ended", "case.document-read", "case.document-sent"],
            (await app.FactsAsync(id)).Where(kind => kind.StartsWith("case.document", StringComparison.Ordinal)));
        using var again = await staff.GetAsync($"/en/console/cases/{id}/document");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task What_does_not_show_it_is_destroyed_too_and_another_may_be_sent()
    {
        var (app, id, person, staff) = await WantedAsync(StorageKind.Sqlite);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;

        (await UploadAsync(person, id, Png)).Dispose();
        var first = (await app.Get<CaseDocuments>().FindAsync(id, None))!;
        using var unanswered = await staff.SendFormToAsync($"/en/console/cases/{id}", $"/console/cases/{id}/document");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unanswered.StatusCode);
        using var refused = await staff.SendFormToAsync($"/en/console/cases/{id}", $"/console/cases/{id}/document", ("shows", "no"));
        Assert.Null(await app.Get<KeyRing>().FindAsync(CaseDocuments.KeyOf(first.Id), None));
        Assert.True((await app.FileOfAsync(id)).State.IsDocumentWanted);

        (await UploadAsync(person, id, Png)).Dispose();
        var second = (await app.Get<CaseDocuments>().FindAsync(id, None))!;
        (await UploadAsync(person, id, [0xFF, 0xD8, 0xFF, 0xE0])).Dispose();
        var third = (await app.Get<CaseDocuments>().FindAsync(id, None))!;

        Assert.NotEqual(second.Id, third.Id);
        Assert.Equal("image/jpeg", third.MediaType);
        Assert.Null(await app.Get<KeyRing>().FindAsync(CaseDocuments.KeyOf(second.Id), None));
        Assert.NotNull(await app.Get<KeyRing>().FindAsync(CaseDocuments.KeyOf(third.Id), None));
    }

    [Fact]
    public async Task An_answer_counts_for_the_copy_that_was_seen_and_of_several_sent_at_once_one_stays()
    {
        var (app, id, person, staff) = await WantedAsync(StorageKind.Sqlite);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;
        var (documents, keys, before) = (app.Get<CaseDocuments>(), app.Get<KeyRing>(), await KeysAsync(app));

        (await UploadAsync(person, id, Png)).Dispose();
        var seen = await staff.OpenFormAsync($"/en/console/cases/{id}", $"form[action$='/console/cases/{id}/document']");
        (await UploadAsync(person, id, [.. Png, 1])).Dispose();
        var newer = (await documents.FindAsync(id, None))!;
        using var late = await staff.SendAsync(seen, ("shows", "yes"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.False((await app.FileOfAsync(id)).State.IsIdentityProved);
        Assert.Equal(newer, await documents.FindAsync(id, None));
        Assert.NotNull(await keys.FindAsync(CaseDocuments.KeyOf(newer.Id), None));

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => documents.SendAsync(id, Png, "image/png", None)));
        Assert.DoesNotContain(false, all);
        var last = (await documents.FindAsync(id, None))!;
        Assert.True(await documents.JudgeAsync(id, last.Id, isAccepted: false, "staff-one", None));
        // Each copy had a key of its own, and none is left.
        Assert.Equal(before, await KeysAsync(app));
    }

    private static async Task<object?> KeysAsync(OmbudApp app)
    {
        await using var connection = await app.Get<KeyStore>().Db.OpenAsync(None);
        await using var count = connection.Command("select count(*) from data_key");
        return await count.ExecuteScalarAsync();
    }

    [Fact]
    public async Task A_copy_ends_when_nobody_looks_and_when_the_case_goes_on_without_it()
    {
        var (app, id, person, staff) = await WantedAsync(StorageKind.Sqlite);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;
        var sweep = app.Services.GetServices<Ombud.Jobs.ISweep>().OfType<EndDocuments>().Single();

        (await UploadAsync(person, id, Png)).Dispose();
        Assert.Equal(0, await sweep.SweepAsync(None));
        app.Clock!.Advance(TimeSpan.FromDays(EndDocuments.DaysMax));
        var isSwept = await sweep.SweepAsync(None) == 1 || await app.Get<CaseDocuments>().FindAsync(id, None) is null;
        Assert.True(isSwept);
        Assert.Contains((await app.FileOfAsync(id)).Entries, entry => entry.Note is CaseNote.DocumentExpired);

        var (_, anew) = await Person.SignInAsync(app, Anna);
        (await UploadAsync(anew, id, Png)).Dispose();
        Assert.NotNull(await app.Get<CaseDocuments>().FindAsync(id, None));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Refuse, "identity-not-shown"));
        await sweep.SweepAsync(None);
        Assert.Null(await app.Get<CaseDocuments>().FindAsync(id, None));
        anew.Dispose();
    }

    [Fact]
    public async Task Only_pictures_of_whoever_was_asked_are_taken_and_what_is_wrong_is_said()
    {
        var (app, id, person, staff) = await WantedAsync(StorageKind.Sqlite);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;
        var (_, stranger) = await Person.SignInAsync(app, "bo@person.example");

        using var none = await UploadAsync(person, id, []);
        using var page = await UploadAsync(person, id, "<svg onload=alert(1)>"u8.ToArray());
        using var large = await UploadAsync(person, id, [.. Png, .. new byte[DocumentContent.Largest]]);
        Assert.Contains("Choose a picture.", await none.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Contains("The file is no picture.", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Contains("The picture is too large.", await large.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Null(await app.Get<CaseDocuments>().FindAsync(id, None));

        // Somebody else, and a case that wants none.
        using var others = await UploadAsync(stranger, id, Png, tokenOf: "/en/request");
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        Assert.False(await app.Get<CaseDocuments>().SendAsync(await app.FileAsync(CaseKind.Question), Png, "image/png", None));
        stranger.Dispose();
    }

    [Fact]
    public async Task A_document_that_was_shown_in_person_leaves_no_copy_and_counts_alike()
    {
        var (app, id, person, staff) = await WantedAsync(StorageKind.Sqlite);
        await using var _ = app;
        using var __ = person;
        using var ___ = staff;

        Assert.Contains("No copy has come.", await staff.TextAsync($"/en/console/cases/{id}"), StringComparison.Ordinal);
        using var judged = await staff.SendFormToAsync($"/en/console/cases/{id}", $"/console/cases/{id}/document", ("shows", "yes"));
        Assert.True((await app.FileOfAsync(id)).State.IsIdentityProved);

        // Asked anew, what was looked at before does not count.
        var order = new StepOrder(CaseStep.AskIdentity, CaseAuthor.Staff, "staff-one") { WantsDocument = true };
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CaseRefusal.None, (await app.Get<TakeStep>().RunAsync(id, order, None)).Refusal);
        Assert.Equal(CaseRefusal.DocumentMissing, await app.StepAsync(id, CaseStep.ProveIdentity));
    }

    /// <summary>A case whose person has signed in and is asked for a document.</summary>
    private static async Task<(OmbudApp App, Guid Id, Browser Person, Browser Staff)> WantedAsync(StorageKind kind)
    {
        FakeTimeProvider clock = CaseCaller.Clock();
        var app = await OmbudApp.StartAsync(kind, clock);
        var id = await app.FileAsync(CaseKind.Access);
        var (_, person) = await Person.SignInAsync(app, Anna);
        (await person.SendFormToAsync("/en/my-cases", $"/my-cases/{id}/confirm")).Dispose();
        var staff = await MayITests.SignedInAsync(app);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var asked = await staff.SendFormToAsync(
            $"/en/console/cases/{id}", $"/console/cases/{id}/step", ("step", nameof(CaseStep.AskIdentity)), ("document", "true"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.True((await app.FileOfAsync(id)).State.IsDocumentWanted);
        Assert.Contains(await app.LettersAsync(Anna), letter => letter.Body.Contains("Send no photo by e-mail", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromSeconds(1));
        return (app, id, person, staff);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser person, Guid id, string act)
    {
        var form = await person.OpenFormAsync($"/en/my-cases/{id}", "form[method=post]");
        return await person.SendAsync(form with { Action = $"/en/my-cases/{id}/{act}" }, ("confirm", "true"));
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser person, Guid id, byte[] content, string? tokenOf = null)
    {
        var form = await person.OpenFormAsync(tokenOf ?? $"/en/my-cases/{id}", "form[method=post]");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in form.Hidden)
            body.Add(new StringContent(value), name);
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        body.Add(file, "document", "pass.png");
        return await person.PostAsync($"/en/my-cases/{id}/document", body);
    }
}
