using System.Net;
using AngleSharp.Html.Parser;
using Ombud.Cases;
using Ombud.Cases.Together;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed class TogetherTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task A_step_for_all_that_are_shown_is_previewed_and_done_and_posting_again_does_nothing_twice(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (question, complaint) = (await app.FileAsync(CaseKind.Question), await app.FileAsync(CaseKind.Complaint));
        var access = await app.FileAsync(CaseKind.Access);
        await app.StepAsync(question, CaseStep.Begin);
        await app.StepAsync(complaint, CaseStep.Begin);
        using var staff = await MayITests.SignedInAsync(app);

        var queue = await QueueAsync(staff, language, [question, complaint, access]);
        using var preview = await staff.PostAsync(
            $"/{language}/console/cases/together", [.. queue, ("act", "AskPerson"), ("message", "Which?")]);
        var form = await FieldsAsync(preview);
        Assert.Equal(CaseStage.InWork, (await app.FileOfAsync(question)).State.Stage);
        using var done = await staff.PostAsync($"/{language}/console/cases/together/do", form);
        using var again = await staff.PostAsync($"/{language}/console/cases/together/do", form);

        foreach (var id in new[] { question, complaint })
        {
            var file = await app.FileOfAsync(id);
            Assert.Equal(CaseStage.Waiting, file.State.Stage);
            Assert.Single(file.Entries, entry => entry.Step is CaseStep.AskPerson);
            Assert.Single(file.Entries, entry => entry.Note is CaseNote.Together);
        }
        Assert.Equal(CaseStage.IdentityWanted, (await app.FileOfAsync(access)).State.Stage);
        var counts = await CountsAsync(done);
        Assert.StartsWith(language is "sv" ? "2 av 3 klara, 0 väntar, 1" : "2 of 3 done, 0 wait, 1", counts, StringComparison.Ordinal);
        Assert.Equal(counts, await CountsAsync(again));
    }

    [Fact]
    public async Task What_changed_meanwhile_is_left_alone_and_says_so()
    {
        await using var app = await OmbudApp.StartAsync();
        var (one, other) = (await app.FileAsync(CaseKind.Question), await app.FileAsync(CaseKind.Complaint));
        using var staff = await MayITests.SignedInAsync(app);
        var queue = await QueueAsync(staff, "en", [one, other]);
        using var preview = await staff.PostAsync("/en/console/cases/together", [.. queue, ("act", "TakeOn")]);
        var form = await FieldsAsync(preview);
        await app.StepAsync(one, CaseStep.Begin);

        using var done = await staff.PostAsync("/en/console/cases/together/do", form);

        Assert.Contains("has changed since you saw it", await done.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal("staff-one", (await app.FileOfAsync(one)).Owner);
        Assert.Equal(CaseStage.InWork, (await app.FileOfAsync(other)).State.Stage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_is_cut_off_in_the_middle_goes_on_where_it_was_and_two_at_once_do_each_case_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add(await app.FileAsync(CaseKind.Question, $"person{i}@person.example"));
        var form = new TogetherForm
        {
            Act = "Message", Message = "To all of you.",
            Chosen = [.. (await app.RowsAsync()).Select(row => new ChosenCase(row.CaseId, row.Version))],
        };
        var (steps, work) = (app.Get<StepsTogether>(), Guid.CreateVersion7());

        var first = await steps.RunAsync(form, work, "staff-one", most: 2, None);
        Assert.Equal(3, first.Count(line => line.Outcome is TogetherOutcome.Waits));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => steps.RunAsync(form, work, "staff-one", most: 25, None)));

        Assert.All(both.SelectMany(lines => lines), line => Assert.Equal(TogetherOutcome.Done, line.Outcome));
        foreach (var id in ids)
            Assert.Single((await app.FileOfAsync(id)).Entries, entry => entry.Text?.Value == "To all of you.");
    }

    [Fact]
    public async Task A_refusal_that_takes_two_is_proposed_for_each_and_wrong_fields_are_said_with_nothing_lost()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Objection);
        using var staff = await MayITests.SignedInAsync(app);
        var queue = await QueueAsync(staff, "en", [id]);

        using var unchosen = await staff.PostAsync(
            "/en/console/cases/together", [.. queue.Where(pair => pair.Name is not "case"), ("act", "Refuse"), ("message", "kept words")]);
        using var page = await new HtmlParser().ParseDocumentAsync(await unchosen.Content.ReadAsStringAsync(None));
        using var preview = await staff.PostAsync("/en/console/cases/together", [.. queue, ("act", "Refuse"), ("reason", "nothing-held")]);
        using var done = await staff.PostAsync("/en/console/cases/together/do", await FieldsAsync(preview));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.StatusCode);
        Assert.Equal(["#all", "#reason"], page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Equal("kept words", page.QuerySelector("#message")!.TextContent.Trim());
        Assert.Contains("waits for a second pair of eyes", await done.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal(CaseStep.Refuse, (await app.FileOfAsync(id)).State.Proposal!.Step);
    }

    // The queue's form with the cases ticked.
    private static async Task<List<(string Name, string Value)>> QueueAsync(Browser staff, string language, Guid[] ids)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await staff.TextAsync($"/{language}/console/cases"));
        var form = page.QuerySelector("form[action$='/together']")!;
        return [.. form.QuerySelectorAll("input[type=hidden], input[name=case]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Where(pair => pair.Item1 is not "case" || ids.Any(id => pair.Item2.StartsWith($"{id:D}", StringComparison.Ordinal)))];
    }

    private static async Task<List<(string Name, string Value)>> FieldsAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(None));
        return [.. page.QuerySelectorAll("form[action$='/together/do'] input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))];
    }

    private static async Task<string> CountsAsync(HttpResponseMessage answer)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(None));
        return page.QuerySelector("[role=status]")!.TextContent.Trim();
    }
}
