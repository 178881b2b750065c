using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Erasure.Recipients;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;
using Ombud.Subjects;
using Ombud.Tests.Api;
using Ombud.Tests.Collection;
using Ombud.Tests.Decisions;
using Ombud.Tests.Mail;
using Ombud.Tests.Running;

namespace Ombud.Tests.Erasure;

public sealed class RecipientsTests
{
    private const string Client = SamplePeople.Client;
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task A_recipient_stands_in_the_receipt_and_the_erasure_waits_until_the_staff_have_told_it(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine, Clock());
        using var api = await ApiClient.CreateAsync(app.App);
        var subject = await SamplePeople.JobSeekerAsync(app.App);
        var disclosure = await SamplePeople.HandOverAsync(api, subject, "name", "employment");

        await api.PostAsync($"/subjects/{subject.Value}/erasure", new { });
        var waiting = await UntilAsync(app.App, subject, ErasureStep.RowsDeleted);

        Assert.Null(waiting.FinishedAt);
        var answer = (await api.GetAsync($"/subjects/{subject.Value}/erasure")).Json;
        Assert.Equal(Client, Assert.Single(answer.GetProperty("waiting").EnumerateArray()).GetString());
        Assert.Equal(Client, Assert.Single(answer.GetProperty("receipt").GetProperty("recipients").EnumerateArray()).GetString());
        var receipt = await CollectionApp.PageAsync(app.Browser(), $"/en/erasure/{waiting.ReceiptId}");
        Assert.Contains("not been told: Björkdal Industri AB", receipt.Body!.TextContent, StringComparison.Ordinal);

        using var staff = await app.BrowserOfStaffAsync();
        var list = await CollectionApp.PageAsync(staff, "/sv/console/erasures");
        Assert.Contains(disclosure.ToString(), list.Body!.TextContent, StringComparison.Ordinal);
        var (told, _) = await CollectionApp.FillInAsync(staff, "/sv/console/erasures", new Dictionary<string, string>());
        Assert.Equal("/sv/console/erasures", told.Headers.Location!.OriginalString);

        var done = await app.App.Get<EraseSubject>().FindAsync(subject, None);
        Assert.Equal(ErasureStep.Done, done!.Step);
        Assert.NotNull(done.FinishedAt);
        Assert.Equal(Client, Assert.Single(await StoredFacts.OfAsync(app.App, subject), fact => fact is RecipientTold) is RecipientTold one
            ? one.Recipient : "");
        Assert.Empty((await NoticesAsync(app.App)).Single().Disclosures);
        Assert.DoesNotContain(disclosure.ToString(), (await CollectionApp.PageAsync(staff, "/sv/console/erasures")).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_staff_see_who_is_to_be_told()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var (person, _) = await app.BrowserOfAsync("anna@person.example");
        using var browser = person;

        using var refused = await browser.GetAsync("/en/console/erasures", None);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["subject"] = $"{Guid.CreateVersion7()}", ["recipient"] = Client });
        using var sent = await browser.PostAsync("/en/console/erasures/told", form, None);

        Assert.Equal("/en/console/sign-in", refused.Headers.Location!.OriginalString.Split('?')[0]);
        Assert.False(sent.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_recipient_with_a_configured_address_is_told_by_letter_without_a_word_about_who_it_was()
    {
        await using var smtp = new SmtpServerStub();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, Clock(), [.. smtp.Settings, $"--Recipients:Mail:{Client}=privacy@bjorkdal.example"]);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        var disclosure = await SamplePeople.HandOverAsync(api, subject, "name", "employment");

        var done = await EraseAsync(app, subject);

        Assert.Equal(ErasureStep.Done, done.Step);
        var (recipient, text) = Assert.Single(smtp.Taken);
        Assert.Contains("privacy@bjorkdal.example", recipient, StringComparison.Ordinal);
        var flat = text.Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains(subject.Value.ToString(), flat, StringComparison.Ordinal);
        Assert.Contains(disclosure.ToString(), flat, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", flat, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_letter_that_is_refused_leaves_the_erasure_waiting_and_is_tried_again_less_and_less_often()
    {
        await using var smtp = new SmtpServerStub { RecipientAnswer = "550 no such mailbox" };
        var clock = Clock();
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, clock, [.. smtp.Settings, $"--Recipients:Mail:{Client}=privacy@bjorkdal.example"]);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await SamplePeople.JobSeekerAsync(app);
        await SamplePeople.HandOverAsync(api, subject, "name", "employment");

        var first = await EraseAsync(app, subject);
        var second = await app.Get<EraseSubject>().RunAsync(subject, None);

        Assert.Equal(ErasureStep.RowsDeleted, second.Step);
        Assert.Equal(TimeSpan.FromMinutes(10), first.DueAt - clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(20), second.DueAt - clock.GetUtcNow());
        var listed = Assert.Single((await app.Get<ReadWaiting>().ListAsync(None)).Shown);
        Assert.True(listed is { IsByLetter: true, Attempts: 2 });

        smtp.RecipientAnswer = "250 ok";
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(subject, None)).Step);
    }

    [Fact]
    public async Task Who_was_given_data_before_it_was_joined_is_told_too()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());
        using var api = await ApiClient.CreateAsync(app);
        var before = await SamplePeople.JobSeekerAsync(app);
        await SamplePeople.HandOverAsync(api, before, "name", "employment");
        var anna = (await app.Get<ProveAddress>().RunAsync("anna@person.example", None))!.Value;
        await using (var change = await app.Get<Changes>().BeginAsync(anna, None))
        {
            change.Db.Add(new SubjectLinkRow
            {
                Bucket = Bucket.Of(anna.Value), SubjectId = anna.Value, OtherId = before.Value,
                Relation = SubjectLinkRow.JoinedFrom, At = app.Clock!.GetUtcNow(),
            });
            await change.CommitAsync([new SampleMet("job-seeker")], None);
        }

        await EraseAsync(app, anna);

        var receipt = (await app.Get<ErasureReceipts>().FindAsync(anna, None))!.Receipt!;
        Assert.Equal([Client], receipt.Recipients);
    }

    [Fact]
    public async Task A_control_that_discloses_made_up_people_leaves_no_erasure_waiting_and_nobody_to_be_told()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());

        var measured = await app.MeasureAsync("disclosures-recorded");

        Assert.True(measured.Holds, measured.ToString());
        Assert.Empty(await NoticesAsync(app));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.All(await context.Set<ErasureRow>().ToListAsync(None), erasure => Assert.Equal(ErasureStep.Done, erasure.Step));
    }

    [Fact]
    public async Task An_address_that_is_none_is_named_at_start()
    {
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(
            () => OmbudApp.StartAsync(Engine.Sqlite, null, $"--Recipients:Mail:{Client}=nowhere"));

        Assert.Contains($"Recipients__Mail__{Client}", Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    private static async Task<ErasureRow> EraseAsync(OmbudApp app, SubjectId subject)
    {
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        return await app.Get<EraseSubject>().RunAsync(subject, None);
    }

    private static async Task<ErasureRow> UntilAsync(OmbudApp app, SubjectId subject, ErasureStep step)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await app.Get<EraseSubject>().FindAsync(subject, None) is { } found && found.Step == step)
                return found;
            await Task.Delay(50, None);
        }
        throw new TimeoutException("The erasure did not come so far in ten seconds.");
    }

    private static async Task<List<ErasureNoticeRow>> NoticesAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<ErasureNoticeRow>().ToListAsync(None);
    }
}
