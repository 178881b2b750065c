using Ombud.Database;
using Ombud.Erasure;
using Ombud.Incidents.Affected;
using Ombud.Jobs;
using Ombud.Policies.Incidents;
using Ombud.Tests.Api;
using Ombud.Tests.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Incidents;

/// <summary>Who was affected, from the register, the trail and the records.</summary>
public sealed class AffectedTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "security.report")]
    public async Task What_a_key_was_given_and_read_finds_the_people_and_nobody_else(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        using var api = await ApiClient.CreateAsync(app);
        var (given, read, other) = (
            await SamplePeople.JobSeekerAsync(app), await SamplePeople.JobSeekerAsync(app), await SamplePeople.JobSeekerAsync(app));
        await SamplePeople.HandOverAsync(api, given, "name", "employment");
        var reading = await api.PostAsync($"/subjects/{read.Value}/readings", new
        {
            purpose = "help-job-seekers",
            controller = "aerotek-se",
            categories = new[] { "contact-details" },
        });
        Assert.Equal(200, (int)reading.Status);
        var key = Assert.Single(
            (await StoredFacts.OfAsync(app, given)).OfType<Ombud.Disclosures.DisclosureMade>()).By;
        var id = await app.OpenIncidentAsync();

        Assert.Equal(0, (await app.SearchAsync(id, SearchKind.Reader, "another-key")).People);
        var run = await app.SearchAsync(id, SearchKind.Reader, key);

        Assert.Equal((2, 4, 2), (run.People, run.Records, run.Residences["SE"]));
        Assert.Equal(
            (AffectedState.Found, AffectedState.Found, null),
            (await app.StateOfAsync(id, given), await app.StateOfAsync(id, read), await app.StateOfAsync(id, other)));
        // Who was found already counts no second time; the third is new.
        Assert.Equal(0, (await app.SearchAsync(id, SearchKind.Recipient, SamplePeople.Client)).People);
        Assert.Equal(1, (await app.SearchAsync(id, SearchKind.Held, "aerotek-se")).People);
        Assert.Equal(3, (await app.IncidentAsync(id)).People);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_search_that_is_cut_off_goes_on_and_counts_everybody_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        for (var i = 0; i < 12; i++)
            await SamplePeople.JobSeekerAsync(app);
        var id = await app.OpenIncidentAsync();
        var run = await app.BeginSearchAsync(id, SearchKind.Held, "aerotek-se");
        var find = app.Get<FindAffected>();
        find.Batched = next => next == 512 ? throw new OperationCanceledException("cut off") : Task.CompletedTask;

        await Assert.ThrowsAsync<OperationCanceledException>(() => find.WorkAsync(id, run, None));
        var half = Assert.Single((await app.IncidentAsync(id)).Runs);
        find.Batched = null;
        // By the job that the beginning left.
        Assert.NotEqual(0, await app.Get<JobRunner>().RunDueAsync(None));

        Assert.Equal((false, 50), (half.IsDone, half.Percent));
        var done = Assert.Single((await app.IncidentAsync(id)).Runs);
        Assert.Equal((true, 12, 36, 12), (done.IsDone, done.People, done.Records, done.Residences["SE"]));
        Assert.Equal(
            ["incident.opened", "incident.people-found", "incident.people-sought"], await app.FactsAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_is_erased_leaves_the_list_and_the_number_stays(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var (anna, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        var id = await app.OpenIncidentAsync();
        var run = await app.SearchAsync(id, SearchKind.Person, "", anna.Id.Value);
        Assert.Equal(AffectedState.Found, await app.StateOfAsync(id, anna.Id));

        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", None);
        await app.Get<EraseSubject>().RunAsync(anna.Id, None);

        Assert.Null(await app.StateOfAsync(id, anna.Id));
        var file = await app.IncidentAsync(id);
        Assert.Equal((1, 1), (run.People, file.People));
        Assert.Null(file.Runs[0].Sought!.Person);
        Assert.Equal(0, (await app.SearchAsync(id, SearchKind.Person, "", anna.Id.Value)).People);
        Assert.Equal(IncidentRefusal.NotAssessed, await app.IncidentStepAsync(id, IncidentStep.Tell));
    }

    [Fact]
    public async Task Where_people_live_brings_a_law_whose_time_ends_sooner()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.OpenIncidentAsync(hours: 0, "allegis-group-inc");
        var before = (await app.IncidentAsync(id)).State.DueAt;
        await SamplePeople.AddAsync(app, "GB", ["job-seeker"], new SampleValue("contact-details", "name", "Bo Exempel")
        {
            Controller = "allegis-group-inc",
        });

        await app.SearchAsync(id, SearchKind.Held, "allegis-group-inc");

        var file = await app.IncidentAsync(id);
        Assert.Equal((before!.Value.AddHours(-1), 1), (file.State.DueAt!.Value, file.Residences["GB"]));
    }
}
