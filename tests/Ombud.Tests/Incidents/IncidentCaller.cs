using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Incidents;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Moving;
using Ombud.Incidents.Telling;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Incidents;

/// <summary>Opens incidents and takes steps in them, as staff would.</summary>
internal static class IncidentCaller
{
    public const string Controller = "aerotek-se";
    public const string Canary = "canary-of-an-incident";
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly TellWords Words = new()
    {
        NatureSv = "Någon läste {contacts} listan", NatureEn = "Somebody read the {contacts} list", ConsequencesSv = "Du kan få skräppost",
        ConsequencesEn = "You may get spam", MeasuresSv = "Vi har spärrat nyckeln", MeasuresEn = "We have revoked the key",
    };

    /// <summary>Opens an incident past the form, known for some hours, and gives its id.</summary>
    public static Task<Guid> OpenIncidentAsync(this OmbudApp app, int hours = 1, string controller = Controller)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        return app.Get<OpenIncident>().RunAsync(
            new NewIncident
            {
                Id = Guid.CreateVersion7(now), Controllers = [controller], Categories = ["contact-details"],
                Nature = BreachNature.Confidentiality, AwareAt = now.AddHours(-hours), What = new(Canary), By = "staff-one",
            },
            None);
    }

    /// <summary>Takes a step as somebody of the staff, with a reason.</summary>
    public static async Task<IncidentRefusal> IncidentStepAsync(
        this OmbudApp app, Guid id, IncidentStep step, BreachRisk? risk = null, NotTellingGround? ground = null) =>
        (await app.Get<TakeIncidentStep>().RunAsync(
            id, new IncidentOrder(step, "staff-one") { Risk = risk, Ground = ground, Reason = new(Canary), Words = Words }, None))!.Value;

    /// <summary>Looks for the people affected, to the end.</summary>
    public static async Task<AffectedRun> SearchAsync(this OmbudApp app, Guid id, SearchKind kind, string word, Guid? person = null)
    {
        var run = await app.BeginSearchAsync(id, kind, word, person);
        await app.Get<FindAffected>().WorkAsync(id, run, None);
        return (await app.IncidentAsync(id)).Runs.Single(one => one.Id == run);
    }

    public static async Task<Guid> BeginSearchAsync(this OmbudApp app, Guid id, SearchKind kind, string word, Guid? person = null)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        return (await app.Get<SeekAffected>().BeginAsync(
            id, new SearchOrder(kind, word, now.AddDays(-1), now.AddDays(1)) { Person = person }, "staff-one", None))!.Value;
    }

    public static async Task<IncidentFile> IncidentAsync(this OmbudApp app, Guid id) =>
        await app.Get<IncidentBook>().FindAsync(id, None) ?? throw new InvalidOperationException("No such incident.");

    /// <summary>Where a person on an incident's list stands; null where they are not on it.</summary>
    public static async Task<AffectedState?> StateOfAsync(this OmbudApp app, Guid id, SubjectId person)
    {
        var bucket = Bucket.Of(person.Value);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return (await context.Set<AffectedRow>().SingleOrDefaultAsync(
            row => row.Bucket == bucket && row.SubjectId == person.Value && row.IncidentId == id, None))?.State;
    }

    /// <summary>Fills in the form of a step on an incident's page.</summary>
    public static async Task<HttpResponseMessage> SendStepAsync(
        this Browser staff, string path, IncidentStep step, params (string, string)[] fields) =>
        await staff.SendAsync(await staff.OpenFormAsync(path, $"form:has(input[name=step][value={step}])"), fields);
}
