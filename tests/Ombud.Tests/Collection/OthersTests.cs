using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Facts;
using Ombud.Database;
using Ombud.Log;
using Ombud.Mail;
using Ombud.Policies.Deciding;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Tests.Collection;

public sealed class OthersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_the_confirmation_another_persons_data_is_refused(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var (browser, _) = await app.BrowserOfAsync("anna@jobs.example");
        var values = PageTests.ValuesFor("referee").Where(pair => pair.Key is not "confirm").ToDictionary();

        var (response, page) = await CollectionApp.FillInAsync(browser, "/sv/collect/referee", values);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(page.QuerySelector("#confirm-error"));
        Assert.Equal(0, await StoredRows.CountAsync(app.App, "record"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_other_person_is_one_of_their_own_linked_both_ways_and_informed(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var (browser, person) = await app.BrowserOfAsync("anna@jobs.example");

        var (response, _) = await CollectionApp.FillInAsync(browser, "/sv/collect/referee", PageTests.ValuesFor("referee"));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        var links = await context.Set<SubjectLinkRow>().ToListAsync();
        var other = links.Single(link => link.SubjectId == person.Value).OtherId;
        Assert.Equal(
            [(person.Value, other, "referee"), (other, person.Value, "job-seeker")],
            links.OrderBy(link => link.SubjectId == other).Select(link => (link.SubjectId, link.OtherId, link.Relation)));

        var records = await context.Set<RecordRow>().ToListAsync();
        Assert.Equal(["referee-email", "referee-name"], records.Where(row => row.SubjectId == other).Select(row => row.Field).Order());
        Assert.All(records.Where(row => row.SubjectId == other), row => Assert.Equal((person.Value, "referee"), (row.GivenBy, row.Kind)));
        Assert.Equal("relation", Assert.Single(records, row => row.SubjectId == person.Value).Field);

        var standing = await app.App.Get<Standings>().FindAsync(new SubjectId(other), CancellationToken.None);
        Assert.Equal(["referee"], standing!.Kinds);
        var facts = await app.App.Get<FactHistory>().ReadAsync(new SubjectId(other), CancellationToken.None).ToListAsync();
        var received = Assert.IsType<DataReceivedElsewhere>(facts.Single(fact => fact.Kind is "data.received-elsewhere").Fact);
        Assert.True(received.ByLetter);

        var mail = await context.Set<OutboxRow>().SingleAsync();
        Assert.Equal(other, mail.SubjectId);
        Assert.True(mail.SendBefore <= received.InformBy);
        Assert.True(received.InformBy <= facts[0].At.AddMonths(1).AddSeconds(1));
        var letter = await app.App.Get<MailSeal>().OpenAsync(mail, CancellationToken.None);
        Assert.Equal("rut@referee.example", letter!.To);
        Assert.Contains("Kontaktuppgifter", letter.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("{", letter.Body, StringComparison.Ordinal);
        Assert.Empty(await StoredRows.FindAsync(app.App, "rut@referee.example"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Staff_record_what_the_person_was_told(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var staff = await app.BrowserOfStaffAsync();
        var values = new Dictionary<string, string>
        {
            ["field-phone"] = "+46 8 123 45 67", ["field-note"] = "Ringer om lager", ["offline-channel"] = "Phone",
            ["offline-day"] = Today(app),
        };

        var (untold, page) = await CollectionApp.FillInAsync(staff, "/sv/console/collect/phone-offline", values);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, untold.StatusCode);
        Assert.NotNull(page.QuerySelector("#offline-told-error"));

        values["offline-told"] = "ReadOut";
        var (response, _) = await CollectionApp.FillInAsync(staff, "/sv/console/collect/phone-offline", values);
        Assert.True(response.StatusCode is HttpStatusCode.SeeOther, await response.Content.ReadAsStringAsync());

        var received = await ReceivedAsync(app);
        Assert.Equal(("read-out", "sv", "phone-offline"), (received.Offline!.Told, received.Shown.Language, received.Shown.Point));
        Assert.Equal(64, received.Shown.TextHash!.Length);
        Assert.NotEqual(Guid.Empty, received.Offline.Staff);
        Assert.Equal(Policies.Model.Channel.Phone, received.Channel);

        var anonymous = await app.Browser().GetAsync("/sv/console/collect/phone-offline");
        Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_public_profile_needs_address_and_date_and_its_person_is_informed(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var staff = await app.BrowserOfStaffAsync();
        var values = new Dictionary<string, string>
        {
            ["field-name"] = "Per Profil", ["field-email"] = "per@profile.example", ["offline-channel"] = "Public",
            ["offline-day"] = Today(app), ["offline-told"] = "LetterFollows",
        };

        var (without, page) = await CollectionApp.FillInAsync(staff, "/en/console/collect/public-profile", values);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.NotNull(page.QuerySelector("#field-source-address-error"));
        Assert.NotNull(page.QuerySelector("#field-published-on-error"));

        values["field-source-address"] = "https://network.example/per";
        values["field-published-on"] = "2026-01-05";
        var (response, _) = await CollectionApp.FillInAsync(staff, "/en/console/collect/public-profile", values);

        Assert.True(response.StatusCode is HttpStatusCode.SeeOther, await response.Content.ReadAsStringAsync());
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "outbox"));
        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        Assert.All(await context.Set<RecordRow>().ToListAsync(), row => Assert.Equal("public", row.Source));
    }

    private static string Today(CollectionApp app) =>
        app.App.Get<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<SubmissionReceived> ReceivedAsync(CollectionApp app)
    {
        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        var subject = new SubjectId((await context.Set<SubjectRow>().SingleAsync()).SubjectId);
        var facts = await app.App.Get<FactHistory>().ReadAsync(subject, CancellationToken.None).ToListAsync();
        return (SubmissionReceived)facts.Single(fact => fact.Kind is "submission.received").Fact;
    }
}
