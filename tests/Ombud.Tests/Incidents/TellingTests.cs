using System.Net;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Telling;
using Ombud.Jobs;
using Ombud.Policies.Incidents;
using Ombud.Tests.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Incidents;

/// <summary>The people affected are told (GDPR article 34).</summary>
public sealed class TellingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Addresses = ["anna@person.example", "bo@person.example", "cecilia@person.example"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "security.report")]
    public async Task Everybody_who_can_be_reached_is_told_once_though_it_is_cut_off(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var id = await app.OpenIncidentAsync();
        var people = new List<Person>();
        foreach (var address in Addresses)
        {
            var (person, browser) = await Person.SignInAsync(app, address);
            browser.Dispose();
            people.Add(person);
            await app.SearchAsync(id, SearchKind.Person, "", person.Id.Value);
        }
        // Somebody without a proved address, and somebody who has asked to be erased.
        var unproved = await SamplePeople.JobSeekerAsync(app);
        await app.SearchAsync(id, SearchKind.Person, "", unproved.Value);
        await app.Get<EraseSubject>().AskAsync(people[2].Id, ErasureReason.Asked, "self", None);
        await app.IncidentStepAsync(id, IncidentStep.Assess, BreachRisk.High);
        Assert.Equal(IncidentRefusal.None, await app.IncidentStepAsync(id, IncidentStep.Tell));

        var told = 0;
        app.Get<TellAffected>().OneTold = () => ++told == 2 ? throw new OperationCanceledException("cut off") : Task.CompletedTask;
        var run = (await app.IncidentAsync(id)).Runs.Single(one => one.Kind is AffectedRunKind.Telling).Id;
        await Assert.ThrowsAsync<OperationCanceledException>(() => app.Get<TellAffected>().WorkAsync(id, run, None));
        app.Get<TellAffected>().OneTold = null;
        await app.Get<JobRunner>().RunDueAsync(None);
        await app.Get<TellAffected>().WorkAsync(id, run, None);

        foreach (var address in Addresses[..2])
        {
            var letter = Assert.Single(
                await app.LettersAsync(address), one => one.Subject.Contains("about your personal data", StringComparison.Ordinal));
            foreach (var said in new[]
            {
                // What staff wrote stays as they wrote it.
                "Somebody read the {contacts} list", "Någon läste {contacts} listan", "You may get spam", "Du kan få skräppost",
                "We have revoked the key", "Vi har spärrat nyckeln", id.ToString("D"), "imy.se",
            })
                Assert.Contains(said, letter.Body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(
            await app.LettersAsync(Addresses[2]), one => one.Subject.Contains("about your personal data", StringComparison.Ordinal));
        Assert.Equal(
            (AffectedState.Told, AffectedState.Told, AffectedState.Unreachable),
            (await app.StateOfAsync(id, people[0].Id), await app.StateOfAsync(id, people[1].Id), await app.StateOfAsync(id, unproved)));
        var file = await app.IncidentAsync(id);
        var done = file.Runs.Single(one => one.Kind is AffectedRunKind.Telling);
        Assert.Equal((PeopleStanding.Told, true, 2, 1), (file.State.People, done.IsDone, done.Told, done.Unreachable));
        var facts = await StoredFacts.OfAsync(app, people[0].Id);
        Assert.Single(facts, fact => fact is Ombud.Incidents.ToldOfIncident { Incident: var incident } && incident == id);
    }

    [Theory]
    [InlineData("sv", "Brev skickas nu")]
    [InlineData("en", "Letters are being sent")]
    public async Task Staff_write_the_letter_on_the_page_and_close_once_all_is_decided(string language, string goesOn)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.OpenIncidentAsync();
        var (anna, browser) = await Person.SignInAsync(app, Addresses[0]);
        using var own = browser;
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/{language}/console/incidents/{id:D}";

        using var wrong = await staff.SendFormToAsync(path, "/seek", ("seek", "Person"), ("word", "Anna"), ("seek-from-day", "2026-11-24"),
            ("seek-from-time", "10:00"), ("seek-to-day", "2026-11-25"), ("seek-to-time", "10:00"));
        using var sought = await staff.SendFormToAsync(path, "/seek", ("seek", "Person"), ("word", anna.Id.Value.ToString("D")),
            ("seek-from-day", "2026-11-24"), ("seek-from-time", "10:00"), ("seek-to-day", "2026-11-25"), ("seek-to-time", "10:00"));
        await app.Get<JobRunner>().RunDueAsync(None);
        Assert.Contains(anna.Id.Value.ToString("D"), await staff.TextAsync(path), StringComparison.Ordinal);
        using var assessed = await staff.SendStepAsync(path, IncidentStep.Assess, ("risk", "High"), ("reason-Assess", "Passwords."));
        using var told = await staff.SendStepAsync(
            path, IncidentStep.Tell, ("nature-sv", "a"), ("nature-en", "b"), ("consequences-sv", "c"), ("consequences-en", "d"),
            ("measures-sv", "e"), ("measures-en", "f"));
        Assert.Contains(goesOn, await staff.TextAsync(path), StringComparison.Ordinal);
        await app.Get<JobRunner>().RunDueAsync(None);
        using var early = await staff.SendStepAsync(path, IncidentStep.Close);
        using var notified = await staff.SendStepAsync(path, IncidentStep.NotifyAuthority, ("authority", "se"));
        using var closed = await staff.SendStepAsync(path, IncidentStep.Close);

        Assert.All([wrong, early], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.All([sought, assessed, told, notified, closed], answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.True((await app.IncidentAsync(id)).State.IsClosed);
        Assert.DoesNotContain("<form method=\"post\" action=\"" + path, await staff.TextAsync(path), StringComparison.Ordinal);
    }
}
