using System.Net;
using System.Text.Json;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

public sealed class ElsewhereTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    [Trait("Promise", "rights.access")]
    public async Task A_person_sees_what_connected_systems_hold_about_them_and_nothing_about_others(int engine, string language)
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("crm", 1, Anna, "Annas");
        systems.Add("crm", 2, "bo@person.example", "Bos");
        await using var app = await OmbudApp.StartAsync((Engine)engine, null, systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        var page = await TextAsync(await browser.GetAsync($"/{language}/my-data/systems"));

        Assert.Contains("Annas street", page, StringComparison.Ordinal);
        Assert.Contains("Annas first", page, StringComparison.Ordinal);
        Assert.Contains("Annas payer", page, StringComparison.Ordinal);
        Assert.Contains("Register shop", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bos", page, StringComparison.Ordinal);
        Assert.Contains("/my-data/systems", await TextAsync(await browser.GetAsync($"/{language}/my-data")), StringComparison.Ordinal);
        // The reading stands on the trail, once for each system's controller.
        var read = new List<ReadingMade>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(person.Id, None))
        {
            if (fact.Fact is ReadingMade made)
                read.Add(made);
        }
        Assert.Contains(read, fact => fact is { Reader: "self", Controller: "aerotek-se", Records: 5 });
    }

    [Fact]
    public async Task What_is_sensitive_is_hidden_until_a_fresh_code_and_whole_in_the_file()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, systems.Settings);
        var (_, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        var masked = await TextAsync(await browser.GetAsync("/en/my-data/systems"));
        var whole = await TextAsync(await browser.GetAsync("/en/my-data/systems/all"));
        using var file = await browser.GetAsync("/en/my-data/systems.json");
        using var json = JsonDocument.Parse(await file.Content.ReadAsStringAsync(None));

        Assert.DoesNotContain("Annas health", masked, StringComparison.Ordinal);
        Assert.Contains("Annas health", whole, StringComparison.Ordinal);
        var system = Assert.Single(json.RootElement.GetProperty("systems").EnumerateArray());
        Assert.Equal("read", system.GetProperty("state").GetString());
        var customer = system.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("table").GetString() == "customer");
        Assert.Equal("Annas health", customer.GetProperty("rows")[0].GetProperty("health").GetString());
        Assert.Equal(2, system.GetProperty("tables").EnumerateArray()
            .Single(table => table.GetProperty("table").GetString() == "customer_order").GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task A_system_that_does_not_answer_keeps_none_of_the_others_and_says_so()
    {
        using var systems = ForeignSystem.Create("crm", "shop");
        systems.Add("shop", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, systems.Settings);
        systems.Run("crm", "drop table invoice; drop table customer_order; drop table customer");
        var (_, browser) = await Person.SignInAsync(app, Anna);
        using var own = browser;

        var page = await TextAsync(await browser.GetAsync("/en/my-data/systems"));

        Assert.Contains("does not answer just now", page, StringComparison.Ordinal);
        Assert.Contains("Annas street", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_it_without_signing_in_and_staff_see_no_value()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, Anna, "Annas");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, systems.Settings);
        using var staff = await Decisions.MayITests.SignedInAsync(app);

        using var anonymous = await app.Http.GetAsync("/en/my-data/systems", None);
        using var file = await app.Http.GetAsync("/en/my-data/systems.json", None);
        using var asStaff = await staff.GetAsync("/en/my-data/systems");
        var console = await TextAsync(await staff.GetAsync("/en/console/systems"));
        using var console401 = await app.Http.GetAsync("/en/console/systems", None);

        Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, file.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, asStaff.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, console401.StatusCode);
        Assert.Contains("Register crm", console, StringComparison.Ordinal);
        Assert.DoesNotContain("Annas", console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_changed_behind_its_description_shows_in_the_console()
    {
        using var systems = ForeignSystem.Create("crm");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, systems.Settings);
        using var staff = await Decisions.MayITests.SignedInAsync(app);
        Assert.Contains("answers and is as it is described", await TextAsync(await staff.GetAsync("/en/console/systems")),
            StringComparison.Ordinal);

        systems.Run("crm",
            """
            alter table customer add column nickname text;
            create table review (id integer primary key, customer_id integer references customer (id), words text);
            """);
        var open = await TextAsync(await staff.GetAsync("/en/console/systems"));
        systems.Run("crm", "alter table customer_order drop column note");
        var broken = await TextAsync(await staff.GetAsync("/en/console/systems"));

        Assert.Contains("customer.nickname: the field is not described", open, StringComparison.Ordinal);
        Assert.Contains("review: the table refers to a described one", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Cannot be used", open, StringComparison.Ordinal);
        Assert.Contains("customer_order.note: the field is not there", broken, StringComparison.Ordinal);
        Assert.Contains("Cannot be used", broken, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        }
    }
}
