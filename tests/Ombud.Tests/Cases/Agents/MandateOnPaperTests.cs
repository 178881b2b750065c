using System.Globalization;
using System.Net;
using Ombud.Cases;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Agents;

public sealed class MandateOnPaperTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task Staff_record_a_case_for_an_agent_and_check_a_paper_of_which_only_who_when_and_what_kind_is_noted(
        int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var staff = await MayITests.SignedInAsync(app);
        using var recorded = await staff.SendFormToAsync(
            $"/{language}/console/new-case?for=other", "/console/new-case",
            [.. AgentCaller.Form(CaseKind.Objection, person: ""), ("received", Yesterday), ("channel", "Post")]);
        var page = recorded.Headers.Location!.OriginalString;
        var id = Assert.Single(await app.RowsAsync()).CaseId;
        using var begun = await staff.SendFormToAsync(page, "/take-on");
        Assert.Equal(CaseRefusal.MandateMissing, await app.StepAsync(id, CaseStep.Answer));

        using var unsaid = await staff.SendFormToAsync(page, "/mandate-paper", ("paper", "A copy"));
        using var noted = await staff.SendFormToAsync(page, "/mandate-paper", ("paper", "PowerOfAttorney"));

        Assert.Contains("href=\"#paper\"", await unsaid.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Equal(MandateState.OnPaper, await app.MandateOfAsync(id));
        var check = Assert.Single((await app.FileOfAsync(id)).Entries, entry => entry.Note is CaseNote.PaperChecked);
        Assert.Equal(("PowerOfAttorney", true, null), (check.About, check.IsInternal, check.Text));
        Assert.NotEqual("", check.By);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        using var deleted = await staff.SendFormToAsync(page, "/mandate-copy-deleted");
        Assert.Contains("case.copy-deleted", await app.FactsAsync(id));
        Assert.DoesNotContain("/mandate-copy-deleted", await staff.TextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_law_lets_be_asked_stands_on_the_page_by_where_the_person_lives()
    {
        await using var app = await OmbudApp.StartAsync();
        using var staff = await MayITests.SignedInAsync(app);
        using var recorded = await staff.SendFormToAsync(
            "/en/console/new-case?for=other", "/console/new-case",
            [
                .. AgentCaller.Form(CaseKind.Access, capacity: "PowerOfAttorney"), ("residence", "US-CA"), ("received", Yesterday),
                ("channel", "Phone"),
            ]);

        var page = await staff.TextAsync(recorded.Headers.Location!.OriginalString);

        Assert.Contains("11 CCR 7063(b)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("11 CCR 7063(a)", page, StringComparison.Ordinal);
        Assert.Contains("Lo Ombud", page, StringComparison.Ordinal);
        Assert.Contains("waits for the person", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_end_what_the_person_ends_by_phone_and_the_dossier_tells_of_the_agent()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        using var staff = await MayITests.SignedInAsync(app);
        using var agent = await app.AgentAsync();

        using var ended = await staff.SendFormToAsync($"/en/console/cases/{id:D}", "/mandate-end");

        Assert.Equal(MandateState.Withdrawn, await app.MandateOfAsync(id));
        using var shown = await agent.GetAsync($"/en/my-cases/{id:D}");
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        var dossier = await staff.TextAsync($"/en/console/cases/{id:D}/dossier.json");
        Assert.Contains("\"mandate\": \"Withdrawn\"", dossier, StringComparison.Ordinal);
    }
}
