using Microsoft.Extensions.DependencyInjection;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Mailbox.Reading;
using Ombud.Corrections;
using Ombud.Corrections.Telling;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Log.Idempotency;
using Ombud.Log.Sequencing;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.Tests.Api;
using Ombud.Tests.Cases;
using Ombud.Tests.Collection;
using Ombud.Tests.Consents;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.Systems;

namespace Ombud.Tests.Storage.Plans;

/// <summary>What the product is there for, once each, so that its statements are sent.</summary>
internal static class MainFlows
{
    private const string Address = "anna@jobs.example";
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task RunAsync(OmbudApp app, ForeignSystem systems)
    {
        using var api = await ApiClient.CreateAsync(app);
        await SubmitAsync(app);
        await AnswerAsync(app);
        await AskAndHandOverAsync(app, api);
        await SeeOwnDataAsync(app);
        await SequenceAsync(app);
        await HoldAndEndAsync(app);
        await FollowCasesAsync(app);
        await IncidentFlow.RunAsync(app);
        await EraseElsewhereAsync(app, systems);
        await SeeConsoleAsync(app);
        await app.Get<ControlRunner>().RunAllAsync(None);
        await SequenceAsync(app);
        await ForgetAsync(app);
    }

    /// <summary>A submission with a file, twice with one key, and what waits to be joined with who signs in later.</summary>
    private static async Task SubmitAsync(OmbudApp app)
    {
        var site = await CollectionApp.OfAsync(app);
        var upload = await site.UploadAsync("%PDF-1.7 a made-up CV"u8.ToArray());
        var body = SubmissionTests.Account("1990-01-01");
        body["files"] = new Dictionary<string, Guid> { ["cv"] = upload.Json.GetProperty("file").GetGuid() };
        for (var time = 0; time < 2; time++)
            Assert.Equal(201, (await site.SubmitAsync("job-seeker-account", body, "plans")).Status);
        Assert.Equal(201, (await site.SubmitAsync("contact-message", CollectionApp.Example())).Status);
    }

    private static async Task AnswerAsync(OmbudApp app)
    {
        var site = await ConsentCaller.OfAsync(app);
        var (given, answer) = await site.PostAsync(ConsentCaller.Body());
        var subject = answer.GetProperty("subject").GetGuid();
        var (withdrawn, _) = await site.PostAsync(ConsentCaller.Body(answer: "withdrawn", subject: subject), "plans");
        var (list, _) = await site.GetAsync($"/api/v1/subjects/{subject}/consents");
        Assert.All([given, withdrawn, list], response => Assert.True(response.IsSuccessStatusCode));
    }

    /// <summary>Decisions, a reading, a disclosure, and the erasure of whom they are about, to its end.</summary>
    private static async Task AskAndHandOverAsync(OmbudApp app, ApiClient api)
    {
        var subject = await SamplePeople.JobSeekerAsync(app);
        var use = new
        {
            action = "use",
            purpose = "help-job-seekers",
            categories = new[] { "contact-details" },
            controller = "aerotek-se",
            subject = subject.Value,
        };
        var order = new
        {
            subject = subject.Value,
            use.controller,
            recipient = "bjorkdal-industri",
            use.purpose,
            use.categories,
        };
        var path = $"/subjects/{subject.Value}";
        foreach (var answer in new[]
        {
            await api.PostAsync("/decisions", use),
            await api.PostAsync(path + "/readings", new { use.purpose, use.controller, use.categories }),
            await api.PostAsync("/disclosures", order, "plans-disclosure"),
            await CorrectAsync(app, api, subject),
            await api.PostAsync(path + "/anchors", new { anchor = "last-contact", on = "2026-05-27" }),
            await api.GetAsync(path + "/standing"),
            await api.GetAsync(path + "/disclosures"),
            await api.GetAsync(path + "/retention"),
            await api.PostAsync(path + "/erasure", new { }, "plans-erasure"),
        })
            Assert.True((int)answer.Status is 200 or 201 or 202, answer.Text);

        var erasure = await app.Get<EraseSubject>().RunAsync(subject, None);
        Assert.Equal(ErasureStep.RowsDeleted, erasure.Step);
        await app.Get<Ombud.Erasure.Recipients.TellRecipients>().MarkToldAsync(subject, "bjorkdal-industri", "officer", None);
        await app.Get<ErasureRunner>().RunDueAsync(None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(subject, None)).Step);
        Assert.Equal(200, (int)(await api.GetAsync(path + "/erasure")).Status);
    }

    /// <summary>A value that somebody else was given is corrected, and whom to tell of it is told by hand.</summary>
    private static async Task<Ombud.Tests.Api.Answer> CorrectAsync(OmbudApp app, ApiClient api, SubjectId subject)
    {
        var record = await StoredPerson.RecordOfAsync(app, subject, "name");
        Assert.IsType<Corrected.Done>(await app.Get<CorrectRecord>().RunAsync(new(subject, record, new("Anna Annan"), "self"), None));
        await app.Get<JobRunner>().RunDueAsync(None);
        var notices = app.Get<RecipientNotices>();
        var untold = Assert.Single(await notices.OfAsync(subject, None));
        Assert.True(await notices.MarkToldAsync(subject, NoticeKey.Of(untold), Micros.Of(untold.ChangedAt), "officer", None));
        await app.Get<RestrictPerson>().RunAsync(subject, None);
        return await api.GetAsync($"/subjects/{subject.Value}/standing");
    }

    /// <summary>Somebody signs in by a code, sees and fetches their data, chooses, joins what they gave before and goes.</summary>
    private static async Task SeeOwnDataAsync(OmbudApp app)
    {
        var before = await Person.UnprovedAsync(app, Address);
        await before.GiveAsync("skills", "cv-skills", "Welding");
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await anna.GiveAsync("cv", "cv-document", """{"name":"cv.pdf","type":"application/pdf","length":6}""", file: "secret"u8.ToArray());
        using (var joined = await browser.SendFormAsync("/en/my-data/join", ("join", before.Id.Value.ToString())))
            Assert.Equal(302, (int)joined.StatusCode);
        await app.Get<JobRunner>().RunDueAsync(None);
        foreach (var page in new[] { "", "/all", "/report", "/download.json", "/choices", "/join", "/erase" })
        {
            using var answer = await browser.GetAsync("/en/my-data" + page);
            Assert.True(answer.IsSuccessStatusCode, page);
        }
        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(anna.Id, None)).Step);
    }

    /// <summary>A hold on records, until it is lifted; then they end.</summary>
    private static async Task HoldAndEndAsync(OmbudApp app)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        var records = new List<Guid>();
        var subject = await StoredPerson.WithRecordsAsync(app, "plans", chunks: 2, change: row =>
        {
            records.Add(row.RecordId);
            row.CollectedAt = now.AddMonths(-13);
            (row.EndsAt, row.RetentionRule) = (now.AddDays(1), "accounts");
        });
        var holds = app.Get<LegalHolds>();
        var hold = await holds.PlaceAsync(subject, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new("a made-up matter"), By = "officer", Records = records,
        }, None);
        Assert.NotEmpty(await holds.ListAsync(None));
        Assert.True(await holds.LiftAsync(subject, hold!.Value, "officer", None));
        app.Clock!.Advance(TimeSpan.FromDays(2));
        // Null while the product's own sweeper, which the clock has woken, is at it.
        while (await app.Get<Sweeper>().RunAsync(None) is null)
            await Task.Delay(50, None);
    }

    /// <summary>A request, from the form to the end of its file.</summary>
    private static async Task FollowCasesAsync(OmbudApp app)
    {
        var ended = await app.FileAsync(CaseKind.Question, "bo@jobs.example");
        await app.StepAsync(ended, CaseStep.Refuse, "nothing-held");
        await app.StepAsync(ended, CaseStep.Close);
        app.Clock!.Advance(TimeSpan.FromDays(800));
        foreach (var sweep in app.Services.GetServices<ISweep>())
            await sweep.SweepAsync(None);

        var claimed = await app.FileAsync(CaseKind.Access, "cecilia@jobs.example");
        foreach (var quoted in new Guid?[] { claimed, null })
        {
            await app.Get<FileMail>().RunAsync(
                new AskingMail
                {
                    Kind = CaseKind.Question, Language = Ombud.Layout.Language.English, Says = new("By mail."), Quoted = quoted,
                    Contact = new(new CaseContact(Name: null, "cecilia@jobs.example")),
                },
                Guid.CreateVersion7(app.Clock!.GetUtcNow()), CaseCaller.Controller, app.Clock!.GetUtcNow(), isCanary: false, None);
        }
        await app.Get<MailboxStates>().NoteAsync("office", MailboxFailure.None, 0, None);
        var (_, browser) = await Person.SignInAsync(app, "cecilia@jobs.example");
        using var own = browser;
        using var confirmed = await browser.SendFormToAsync("/en/my-cases", $"{claimed:D}/confirm");
        using var shown = await browser.GetAsync($"/en/my-cases/{claimed:D}");
        using var staff = await MayITests.SignedInAsync(app);
        using var opened = await staff.GetAsync($"/en/console/cases/{claimed:D}");
        using var queue = await staff.GetAsync("/en/console/cases");
        Assert.All([shown, opened, queue], answer => Assert.True(answer.IsSuccessStatusCode));
    }

    /// <summary>An erasure for which a connected system has to be asked twice.</summary>
    private static async Task EraseElsewhereAsync(OmbudApp app, ForeignSystem systems)
    {
        var (disa, browser) = await Person.SignInAsync(app, "disa@jobs.example");
        using (browser)
        {
            using var seen = await browser.GetAsync("/en/my-data/systems");
            Assert.True(seen.IsSuccessStatusCode);
        }
        var record = await disa.GiveAsync("name", "contact-details", "Disa Exempel");
        await CorrectElsewhereAsync(app, disa.Id, record, "Disa Annan");
        systems.Run("crm", "alter table customer rename to elsewhere");
        await CorrectElsewhereAsync(app, disa.Id, record, "Disa Rätt");
        await app.Get<Ombud.Systems.Sweeping.SweepInSystems>().RunAsync(None, "crm");
        await app.Get<RestrictPerson>().RunAsync(disa.Id, None);
        await app.Get<RestrictPerson>().LiftAsync(disa.Id, None);
        Assert.Single(await app.Get<Ombud.Systems.Changing.ReadRestrictions>().OfAsync(disa.Id, isRestricted: false, None));
        using (var officer = await MayITests.SignedInAsync(app))
        using (var corrected = await officer.SendFormToAsync("/en/console/systems", "/corrected"))
            Assert.Equal(302, (int)corrected.StatusCode);
        await app.Get<EraseSubject>().AskAsync(disa.Id, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.RowsDeleted, (await app.Get<EraseSubject>().RunAsync(disa.Id, None)).Step);
        using var staff = await MayITests.SignedInAsync(app);
        using var waiting = await staff.GetAsync("/en/console/systems");
        systems.Run("crm", "alter table elsewhere rename to customer");
        using var again = await staff.SendFormToAsync("/en/console/systems", "/again");
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(disa.Id, None)).Step);
    }

    private static async Task CorrectElsewhereAsync(OmbudApp app, SubjectId subject, Guid record, string right)
    {
        Assert.IsType<Corrected.Done>(await app.Get<CorrectRecord>().RunAsync(new(subject, record, new(right), "self"), None));
        await app.Get<JobRunner>().RunDueAsync(None);
    }

    private static async Task SeeConsoleAsync(OmbudApp app)
    {
        using var browser = await MayITests.SignedInAsync(app);
        foreach (var page in new[]
        {
            "/console", "/console/retention", "/console/erasures", "/console/corrections", "/console/controls", "/word",
        })
        {
            using var answer = await browser.GetAsync("/en" + page);
            Assert.True(answer.IsSuccessStatusCode, page);
        }
        using var health = await browser.GetAsync("/healthz");
    }

    private static async Task SequenceAsync(OmbudApp app)
    {
        while (await app.Get<Sequencer>().SequenceAsync(None) > 0)
        {
            // Until none waits.
        }
    }

    /// <summary>Every sweep, when all that was kept for a short time has grown old.</summary>
    private static async Task ForgetAsync(OmbudApp app)
    {
        app.Clock!.Advance(TimeSpan.FromDays(120));
        foreach (var sweep in app.Services.GetServices<ISweep>())
            await sweep.SweepAsync(None);
        await app.Get<ForgetOldRequests>().ForgetAsync(None);
        await app.Get<JobRunner>().RunDueAsync(None);
    }
}
