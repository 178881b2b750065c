using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Clients;
using Ombud.Cases.Filing;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Api;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Cases.Clients;

/// <summary>A request that touches a client's data splits in two, and what the client decides is carried out.</summary>
public sealed class ClientRequestTests
{
    private const string Client = "larkfield-electronics";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "additional.processor")]
    [Trait("Promise", "additional.marketsource")]
    public async Task The_client_finds_its_part_and_has_it_carried_out(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Erasure);
        await app.Get<JobRunner>().RunDueAsync(None);
        using var api = await KeyOfAsync(app);

        var listed = Assert.Single((await api.GetAsync(PathOf(Client))).Json.EnumerateArray());
        Assert.Equal(whole, listed.GetProperty("partOf").GetGuid());
        Assert.Equal(person.Value, listed.GetProperty("subject").GetGuid());
        Assert.Equal("2027-01-08", listed.GetProperty("lastDay").GetString());
        var part = listed.GetProperty("id").GetGuid();
        Assert.DoesNotContain("anna", (await api.GetAsync(PathOf(Client))).Text, StringComparison.OrdinalIgnoreCase);

        var opened = await api.GetAsync($"{PathOf(Client)}/{part}");
        Assert.Equal("anna@person.example", opened.Json.GetProperty("address").GetString());
        Assert.Equal(CaseCaller.Canary, opened.Json.GetProperty("says").GetString());
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        var decided = await DecideAsync(api, part, "carry-out");

        Assert.Equal((HttpStatusCode.OK, "answered", 2), (
            decided.Status, decided.Json.GetProperty("stage").GetString(), decided.Json.GetProperty("records").GetInt32()));
        Assert.Equal(["aerotek-se"], await ControllersAsync(app, person));
        Assert.Equal(["case.handed-on", "case.received"], await app.FactsAsync(whole));
        Assert.Equal(
            ["case.helped", "case.moved", "case.moved", "case.read", "case.received"], await app.FactsAsync(part));
        var erased = Assert.Single((await StoredFacts.OfAsync(app, person)).OfType<RecordsErased>());
        Assert.Equal((Client, 2, 0), (erased.Controller, erased.Records, erased.Kept));
        Assert.Equal(CaseStage.Received, (await app.FileOfAsync(whole)).State.Stage);
        var letters = await app.LettersAsync("anna@person.example");
        Assert.Contains(letters, letter => letter.Body.Contains("Larkfield", StringComparison.Ordinal));

        // Sent again, as after a lost answer, it is the same answer and no second help.
        Assert.Equal(decided.Text, (await DecideAsync(api, part, "carry-out")).Text);
        (await DecideAsync(api, part, "refuse", "data-is-right")).IsProblem(HttpStatusCode.Conflict, "request-not-open");
        Assert.Empty((await api.GetAsync(PathOf(Client))).Json.EnumerateArray());
    }

    [Fact]
    public async Task Handing_on_twice_makes_one_case_and_a_request_to_the_client_itself_is_not_split()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Access);
        var handOn = app.Get<HandOnRequest>();
        Assert.Equal([ClientParts.PartId(whole, Client)], await handOn.RunAsync(whole, None));
        Assert.Equal([ClientParts.PartId(whole, Client)], await handOn.RunAsync(whole, None));
        Assert.Equal([], await handOn.RunAsync(ClientParts.PartId(whole, Client), None));
        await FileAsync(app, person, CaseKind.Access, Client);
        await FileAsync(app, person, CaseKind.Complaint);

        await app.Get<JobRunner>().RunDueAsync(None);

        Assert.Equal(4, (await app.RowsAsync()).Count);
        Assert.Single((await app.FileOfAsync(whole)).NotedAbout(CaseNote.HandedOn));
        using var api = await KeyOfAsync(app);
        Assert.Equal(2, (await api.GetAsync(PathOf(Client))).Json.GetArrayLength());
    }

    [Fact]
    public async Task Whoever_has_shown_nothing_is_seen_by_no_client()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        await CustomerAsync(app);
        var id = await app.FileAsync(CaseKind.Erasure, controller: Client);
        await app.Get<JobRunner>().RunDueAsync(None);
        using var api = await KeyOfAsync(app);

        Assert.Empty((await api.GetAsync(PathOf(Client))).Json.EnumerateArray());
        (await api.GetAsync($"{PathOf(Client)}/{id}")).IsProblem(HttpStatusCode.NotFound, "request-unknown");
        (await DecideAsync(api, id, "carry-out")).IsProblem(HttpStatusCode.NotFound, "request-unknown");
    }

    [Fact]
    public async Task Nothing_is_erased_while_the_person_is_asked_anew_who_they_are()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Erasure);
        await app.Get<JobRunner>().RunDueAsync(None);
        var part = ClientParts.PartId(whole, Client);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(part, CaseStep.AskIdentity));
        using var api = await KeyOfAsync(app);

        (await DecideAsync(api, part, "carry-out")).IsProblem(HttpStatusCode.Conflict, "request-not-open");

        Assert.Equal(2, await app.Get<ClientParts>().CountAsync(person, Client, None));
    }

    [Fact]
    public async Task A_key_reaches_its_own_controller_and_no_other()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Erasure);
        await app.Get<JobRunner>().RunDueAsync(None);
        var part = ClientParts.PartId(whole, Client);
        using var others = await ApiClient.CreateAsync(
            app, controllers: Scope.Of("brightmoor-mobile"), actions: Scope.Of(ApiScopes.Answer));

        (await others.GetAsync(PathOf(Client))).IsProblem(HttpStatusCode.Forbidden, "scope-controller");
        (await others.GetAsync($"{PathOf("brightmoor-mobile")}/{part}")).IsProblem(HttpStatusCode.NotFound, "request-unknown");
        (await others.PostAsync($"{PathOf("brightmoor-mobile")}/{part}/decision", new { decision = "carry-out" }))
            .IsProblem(HttpStatusCode.NotFound, "request-unknown");
        using var all = await ApiClient.CreateAsync(app);
        (await all.GetAsync(PathOf("aerotek-se"))).IsProblem(HttpStatusCode.NotFound, "client-unknown");
        using var reader = await ApiClient.CreateAsync(app, actions: Scope.Of(ApiScopes.Read));
        (await reader.GetAsync(PathOf(Client))).IsProblem(HttpStatusCode.Forbidden, "scope-action");
        Assert.Equal(["aerotek-se", Client], await ControllersAsync(app, person));
    }

    [Fact]
    public async Task A_refusal_needs_a_known_reason_and_reaches_the_person()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Rectification);
        await app.Get<JobRunner>().RunDueAsync(None);
        var part = ClientParts.PartId(whole, Client);
        using var api = await KeyOfAsync(app);

        Assert.Equal(["$.reason reason-missing"], (await DecideAsync(api, part, "refuse")).Errors);
        Assert.Equal(["$.reason reason-unknown"], (await DecideAsync(api, part, "refuse", "because")).Errors);
        Assert.Equal(["$.reason reason-out-of-place"], (await DecideAsync(api, part, "answered", "data-is-right")).Errors);
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        var refused = await DecideAsync(api, part, "refuse", "data-is-right");

        Assert.Equal("refused", refused.Json.GetProperty("stage").GetString());
        var letters = await app.LettersAsync("anna@person.example");
        Assert.Contains(letters, letter => letter.Body.Contains("found it right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_only_the_staff_can_do_waits_for_them_with_the_clients_words()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        var whole = await FileAsync(app, person, CaseKind.Rectification);
        await app.Get<JobRunner>().RunDueAsync(None);
        var part = ClientParts.PartId(whole, Client);
        using var api = await KeyOfAsync(app);
        app.Clock!.Advance(TimeSpan.FromSeconds(1));

        var decided = await DecideAsync(api, part, "carry-out", message: "The purchase was of 3 May.");

        Assert.Equal("in-work", decided.Json.GetProperty("stage").GetString());
        var file = await app.FileOfAsync(part);
        var entry = Assert.Single(file.Entries, entry => entry.Note is CaseNote.Instructed);
        Assert.Equal((true, "The purchase was of 3 May."), (entry.IsInternal, entry.Text!.Value.Value));
        Assert.Null(file.Owner);
        Assert.Equal(2, await app.Get<ClientParts>().CountAsync(person, Client, None));
    }

    [Fact]
    public async Task What_a_hold_names_stays_and_the_answer_says_so()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var person = await CustomerAsync(app);
        await using (var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None))
        {
            var bucket = Bucket.Of(person.Value);
            await context.Set<RecordRow>().Where(row => row.Bucket == bucket && row.Field == "purchase")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holds, 1), None);
        }
        var whole = await FileAsync(app, person, CaseKind.Erasure);
        await app.Get<JobRunner>().RunDueAsync(None);
        using var api = await KeyOfAsync(app);
        app.Clock!.Advance(TimeSpan.FromSeconds(1));

        var decided = await DecideAsync(api, ClientParts.PartId(whole, Client), "carry-out");

        Assert.Equal(("answered-in-part", 1, 1), (decided.Json.GetProperty("stage").GetString(),
            decided.Json.GetProperty("records").GetInt32(), decided.Json.GetProperty("kept").GetInt32()));
        Assert.Equal(["aerotek-se", Client], await ControllersAsync(app, person));
    }

    private static string PathOf(string client) => $"/controllers/{client}/requests";

    private static Task<ApiClient> KeyOfAsync(OmbudApp app) =>
        ApiClient.CreateAsync(app, controllers: Scope.Of(Client), actions: Scope.Of(ApiScopes.Answer));

    private static Task<Answer> DecideAsync(
        ApiClient api, Guid part, string decision, string? reason = null, string? message = null) =>
        api.PostAsync($"{PathOf(Client)}/{part}/decision", new Dictionary<string, string?>
        {
            ["decision"] = decision, ["reason"] = reason, ["message"] = message,
        }.Where(pair => pair.Value is not null).ToDictionary());

    private static Task<SubjectId> CustomerAsync(OmbudApp app) => SamplePeople.AddAsync(
        app, "US-CA", ["job-seeker", "end-customer"], new("contact-details", "name", "Anna Exempel"),
        new("contact-details", "name", "Anna Exempel", "marketsource-customer") { Controller = Client, Kind = "end-customer" },
        new("transactions", "purchase", "A lamp", "marketsource-customer") { Controller = Client, Kind = "end-customer" });

    private static async Task<Guid> FileAsync(OmbudApp app, SubjectId person, CaseKind kind, string controller = CaseCaller.Controller)
    {
        var (id, now) = (Guid.CreateVersion7(app.Get<TimeProvider>().GetUtcNow()), app.Get<TimeProvider>().GetUtcNow());
        Assert.Equal(FilingOutcome.Filed, await app.Get<FileCase>().RunAsync(
            new NewCase
            {
                Id = id, Kind = kind, Channel = CaseChannel.Form, Controller = controller, Residence = "US-CA", Language = "en",
                Contact = new(new CaseContact("Anna Exempel", "anna@person.example")), Says = new(CaseCaller.Canary), Person = person,
                ReceivedAt = now,
            },
            None));
        return id;
    }

    private static async Task<string[]> ControllersAsync(OmbudApp app, SubjectId person) =>
        [.. (await app.Get<Holdings>().OfAsync(person, None)).Select(one => one.Controller).Distinct().Order(StringComparer.Ordinal)];
}
