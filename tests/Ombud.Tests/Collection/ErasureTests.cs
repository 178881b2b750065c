using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.Collection;

public sealed class ErasureTests
{
    private const string Canary = "Canary Zzyzxqvist";
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<int, int> Moments => new()
    {
        { 0, (int)SubmissionStep.Reserved }, { 0, (int)SubmissionStep.Noted }, { 0, (int)SubmissionStep.Stored },
        { 1, (int)SubmissionStep.Reserved }, { 1, (int)SubmissionStep.Noted }, { 1, (int)SubmissionStep.Stored },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task An_erasure_during_a_submission_leaves_nothing_of_it_and_the_answer_is_clear(int engine, int moment)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var (signedIn, person) = await app.BrowserOfAsync("anna@jobs.example");
        using var browser = signedIn;
        var submit = app.App.Get<SubmitPoint>();
        submit.Reached = at =>
        {
            if (at != (SubmissionStep)moment)
                return;
            submit.Reached = null;
            EraseAsync(app.App, person).GetAwaiter().GetResult();
        };

        var (response, page) = await CollectionApp.FillInAsync(browser, "/en/collect/contact-message", new Dictionary<string, string>
        {
            ["field-name"] = Canary, ["field-email"] = "anna@jobs.example", ["field-message"] = "Hello!",
        });

        Assert.Null(submit.Reached);
        // Durable before it was erased, it was received; erased before it was durable, it was refused. Never in between.
        if ((SubmissionStep)moment is SubmissionStep.Stored)
            Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        else
            Assert.True(response.StatusCode is HttpStatusCode.Gone, $"{response.StatusCode} {page.Body!.TextContent}");
        await EraseAsync(app.App, person);
        await NothingIsLeftAsync(app.App, person);
    }

    private static async Task EraseAsync(OmbudApp app, SubjectId person)
    {
        await app.Get<EraseSubject>().AskAsync(person, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(person, None)).Step);
    }

    private static async Task NothingIsLeftAsync(OmbudApp app, SubjectId person)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        foreach (var table in Ombud.Erasure.Steps.DeleteRows.TablesOf(context))
        {
            await using var connection = await app.Get<Db>().OpenAsync(None);
            await using var count = connection.Command($"select count(*) from {table} where subject_id = @subject")
                .With("subject", person.Value);
            Assert.True(await count.ExecuteScalarAsync(None) is 0L, table);
        }
        Assert.Equal(0, await context.Set<LookupRow>().CountAsync(row => row.SubjectId == person.Value, None));
        Assert.Equal(0, await context.Set<FactBodyRow>().CountAsync(row => row.SubjectId == person.Value, None));
        app.Get<KeyRing>().ForgetOpenKeys();
        Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(person), None));
        Assert.Empty(await StoredRows.FindAsync(app, Canary));
    }
}
