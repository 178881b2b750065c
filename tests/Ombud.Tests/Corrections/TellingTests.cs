using Microsoft.Extensions.Time.Testing;
using Ombud.Corrections;
using Ombud.Corrections.Telling;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Tests.Api;
using Ombud.Tests.Assurance;
using Ombud.Tests.Collection;
using Ombud.Tests.Decisions;
using Ombud.Tests.Mail;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Corrections;

/// <summary>Whoever was given a value hears that it was wrong, or that it may not be used for now (GDPR article 19).</summary>
public sealed class TellingTests
{
    private const string Client = SamplePeople.Client;
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "third-parties.employers")]
    public async Task Whoever_was_given_the_field_waits_for_the_staff_until_they_have_told_it(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine, Clock());
        using var api = await ApiClient.CreateAsync(app.App);
        var subject = await SamplePeople.JobSeekerAsync(app.App);
        var disclosure = await SamplePeople.HandOverAsync(api, subject, "name");

        Assert.Equal([], await CorrectAsync(app.App, subject, "employment", "Svetsare, Nya verken"));
        Assert.Equal([Client], await CorrectAsync(app.App, subject, "name", "Anna Annan"));

        using var staff = await app.BrowserOfStaffAsync();
        var list = await CollectionApp.PageAsync(staff, "/sv/console/corrections");
        Assert.Contains("Björkdal Industri AB", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Rättat: name", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(disclosure.ToString(), list.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Annan", list.Body!.TextContent, StringComparison.Ordinal);
        var (sent, _) = await CollectionApp.FillInAsync(staff, "/sv/console/corrections", new Dictionary<string, string>());
        Assert.Equal("/sv/console/corrections", sent.Headers.Location!.OriginalString);

        Assert.Empty((await app.App.Get<RecipientNotices>().ListAsync(None)).Shown);
        var told = Assert.Single((await StoredFacts.OfAsync(app.App, subject)).OfType<RecipientInformed>());
        Assert.Equal((Client, NoticeAbout.Correction), (told.Recipient, told.About));
    }

    [Fact]
    public async Task What_is_corrected_while_somebody_is_being_told_stays_to_be_told()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await SamplePeople.HandOverAsync(api, subject, "name", "employment");
        await CorrectAsync(app, subject, "name", "Anna Annan");
        var shown = Assert.Single(await app.Get<RecipientNotices>().OfAsync(subject, None));

        await CorrectAsync(app, subject, "employment", "Svetsare, Nya verken");

        Assert.False(await app.Get<RecipientNotices>().MarkToldAsync(
            subject, NoticeKey.Of(shown), Micros.Of(shown.ChangedAt), "officer", None));
        var left = Assert.Single(await app.Get<RecipientNotices>().OfAsync(subject, None));
        Assert.Equal("name employment", left.Fields);
        Assert.Equal(shown.Since, left.Since);
        Assert.True(await app.Get<RecipientNotices>().MarkToldAsync(
            subject, NoticeKey.Of(left), Micros.Of(left.ChangedAt), "officer", None));
        Assert.False(await app.Get<RecipientNotices>().MarkToldAsync(
            subject, NoticeKey.Of(left), Micros.Of(left.ChangedAt), "officer", None));
    }

    [Fact]
    public async Task A_recipient_with_a_configured_address_is_told_by_letter_without_a_value()
    {
        await using var smtp = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, Clock(), [.. smtp.Settings, $"--Recipients:Mail:{Client}=privacy@bjorkdal.example"]);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        var disclosure = await SamplePeople.HandOverAsync(api, subject, "name");

        await CorrectAsync(app, subject, "name", "Anna Annan");
        await UntilToldAsync(app, subject);
        await app.Get<RestrictPerson>().RunAsync(subject, None);
        await UntilToldAsync(app, subject);

        Assert.Equal(2, smtp.Taken.Count);
        Assert.All(smtp.Taken, mail =>
        {
            Assert.Contains("privacy@bjorkdal.example", mail.Recipient, StringComparison.Ordinal);
            var flat = mail.Text.Replace("=\r\n", "", StringComparison.Ordinal);
            Assert.Contains(subject.Value.ToString(), flat, StringComparison.Ordinal);
            Assert.Contains(disclosure.ToString(), flat, StringComparison.Ordinal);
            Assert.DoesNotContain("Canary", flat, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Annan", flat, StringComparison.OrdinalIgnoreCase);
        });
        Assert.True((await app.Get<Standings>().FindAsync(subject, None))!.IsRestricted);
    }

    [Fact]
    public async Task A_letter_that_is_refused_is_tried_again_and_an_erasure_ends_the_waiting()
    {
        await using var smtp = new SmtpServerStub { RecipientAnswer = "550 no such mailbox" };
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, Clock(), [.. smtp.Settings, $"--Recipients:Mail:{Client}=privacy@bjorkdal.example"]);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await SamplePeople.HandOverAsync(api, subject, "name");

        await CorrectAsync(app, subject, "name", "Anna Annan");
        await app.Get<JobRunner>().RunDueAsync(None);
        Assert.True(Assert.Single((await app.Get<RecipientNotices>().ListAsync(None)).Shown).IsByLetter);

        smtp.RecipientAnswer = "250 ok";
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(subject, None)).Step);
        Assert.Empty((await app.Get<RecipientNotices>().ListAsync(None)).Shown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_was_given_a_person_by_an_id_that_was_joined_hears_that_id_alone(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var before = await Person.UnprovedAsync(app, "anna@jobs.example");
        var record = await before.GiveAsync("name", "contact-details", "Anna Exempel");
        await using (var change = await app.Get<Changes>().BeginAsync(before.Id, None))
            await change.CommitAsync([new SampleResided("SE")], None);
        await SamplePeople.HandOverAsync(api, before.Id, "name");
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var own = browser;
        await app.Get<RestrictPerson>().RunAsync(anna.Id, None);
        using (await browser.SendFormAsync("/en/my-data/join", ("join", before.Id.Value.ToString())))
            await app.Get<JobRunner>().RunDueAsync(None);

        Assert.IsType<Corrected.Done>(await app.Get<CorrectRecord>().RunAsync(new(anna.Id, record, new("Anna Annan"), "self"), None));

        var waiting = await app.Get<RecipientNotices>().OfAsync(anna.Id, None);
        Assert.Equal([NoticeAbout.Correction, NoticeAbout.Restriction], waiting.Select(row => row.About));
        Assert.All(waiting, row => Assert.Equal(before.Id.Value, row.KnownAs));
        using var staff = await MayITests.SignedInAsync(app);
        using var page = await staff.GetAsync("/en/console/corrections");
        var cells = await page.Content.ReadAsStringAsync(None);
        Assert.Contains($">{before.Id.Value}<", cells, StringComparison.Ordinal);
        Assert.DoesNotContain($">{anna.Id.Value}<", cells, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_before_a_correction_is_not_handed_over_after_it()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());
        var subject = await SamplePeople.JobSeekerAsync(app);
        var before = (await app.Get<Standings>().FindAsync(subject, None))!;

        await CorrectAsync(app, subject, "name", "Anna Annan");

        var after = (await app.Get<Standings>().FindAsync(subject, None))!;
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Kinds, after.Kinds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_a_disclosure_and_a_correction_at_once_the_old_value_goes_to_nobody_who_is_not_told(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        for (var round = 0; round < 40; round++)
        {
            var subject = await SamplePeople.JobSeekerAsync(app);
            var asked = SamplePeople.AskForAsync(api, subject, "name");
            await Task.Delay(TimeSpan.FromMilliseconds(round % 10), None);
            var told = await CorrectAsync(app, subject, "name", "Anna Annan");
            var answer = await asked;

            Assert.True(answer.Status is System.Net.HttpStatusCode.Created, answer.Text);
            var notices = await app.Get<RecipientNotices>().OfAsync(subject, None);
            if (answer.Text.Contains("Annan", StringComparison.Ordinal))
                continue;
            Assert.Equal([Client], told);
            Assert.Contains(answer.Json.GetProperty("disclosure").GetProperty("id").GetString()!, Assert.Single(notices).Disclosures,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_control_fails_where_nobody_is_noted_to_be_told()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(
            app, "create trigger lost after insert on recipient_notice begin delete from recipient_notice; end");

        Assert.False((await app.MeasureAsync("recipients-told")).Holds);
    }

    [Fact]
    public async Task Only_staff_see_who_is_to_be_told()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var (person, _) = await app.BrowserOfAsync("anna@person.example");
        using var browser = person;

        using var refused = await browser.GetAsync("/en/console/corrections", None);

        Assert.Equal("/en/console/sign-in", refused.Headers.Location!.OriginalString.Split('?')[0]);
    }

    private static async Task<IReadOnlyList<string>> CorrectAsync(OmbudApp app, SubjectId subject, string field, string value)
    {
        var record = await StoredPerson.RecordOfAsync(app, subject, field);
        return Assert.IsType<Corrected.Done>(
            await app.Get<CorrectRecord>().RunAsync(new(subject, record, new(value), "self"), None)).Recipients;
    }

    // The product's own runner may be at it.
    private static async Task UntilToldAsync(OmbudApp app, SubjectId subject)
    {
        for (var tries = 0; tries < 100 && (await app.Get<RecipientNotices>().OfAsync(subject, None)).Count > 0; tries++)
        {
            await app.Get<JobRunner>().RunDueAsync(None);
            await Task.Delay(50, None);
        }
        Assert.Empty(await app.Get<RecipientNotices>().OfAsync(subject, None));
    }
}
