using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Collecting;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Controls.People;
using Ombud.Assurance.Controls.Sharing;
using Ombud.Collection.Checking;
using Ombud.Collection.Storing;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>Each part of what a control says it measures makes it fail, not one part alone.</summary>
public sealed class HonestControlTests(UntamperedApp shared) : IClassFixture<UntamperedApp>
{
    private OmbudApp App => shared.App;

    [Fact]
    public async Task A_safeguard_that_carries_a_day_longer_than_it_says_is_found()
    {
        var shorter = App.Book(version => version with
        {
            Safeguards = [.. version.Safeguards.Select((safeguard, i) =>
                i == 0 ? safeguard with { Until = new DateOnly(2026, 3, 1) } : safeguard)],
        });

        var measured = await App.MeasureAsync<TransferDates>(shorter);

        Assert.False(measured.Holds);
        Assert.Contains("2026-03-02", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_safeguard_that_begins_earlier_than_it_says_is_found()
    {
        var later = App.Book(version => version with
        {
            Safeguards = [.. version.Safeguards.Select(safeguard => safeguard with { From = safeguard.From.AddDays(30) })],
        });

        Assert.False((await App.MeasureAsync<TransferDates>(later)).Holds);
    }

    [Fact]
    public async Task A_vendor_that_gets_more_than_its_function_names_is_found()
    {
        var narrower = App.Book(version => version with
        {
            VendorFunctions = [.. version.VendorFunctions.Select(function => function with
            {
                Categories = [.. function.Categories.Skip(1)],
            })],
        });

        var measured = await App.MeasureAsync<VendorAgreement>(narrower);

        Assert.False(measured.Holds);
        Assert.Contains("(function)", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_version_that_cannot_be_read_is_found()
    {
        await using var site = await StubSite.StartAsync("<h1>Nothing</h1>");

        Assert.False((await App.MeasureAsync<VersionInForce>(site.Pages)).Holds);
    }

    [Fact]
    public async Task A_contact_that_stands_on_its_page_but_not_in_the_notice_is_found()
    {
        var moved = App.Book(version => version with
        {
            Contacts = [.. version.Contacts.Select(contact => contact with { Email = "elsewhere@person.example" })],
        });

        Assert.False((await App.MeasureAsync<ContactsShown>(moved)).Holds);
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", "loopback", false)]
    [InlineData("Development", null, true)]
    public async Task Pages_in_clear_or_without_hsts_are_found(string environment, string? proxies, bool holds)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Ombud:Proxies"] = proxies }).Build();

        // The running product is in Development, so that it sends no HSTS.
        var measured = await App.MeasureAsync<SecurityHeadersSent>(new Stage(environment), configuration);

        Assert.Equal(holds, measured.Holds);
    }

    [Fact]
    public async Task In_production_behind_a_proxy_the_pages_bind_browsers_to_tls()
    {
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, FreshProductTests.Clock(), "--environment=Production", "--Ombud:Proxies=loopback");

        var measured = await app.MeasureAsync("security-headers");

        Assert.True(measured.Holds, measured.Figure.In(Ombud.Layout.Language.English));
        Assert.Contains("HSTS", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_elsewhere_pages_with_forms_are_read_as_it_would_pass_them_on()
    {
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, FreshProductTests.Clock(), "--environment=Production", "--Ombud:Proxies=10.0.0.7");

        using var own = await app.Get<OwnPages>().AskAsync("/en/collect/contact-message", CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var guessed = new HttpRequestMessage(HttpMethod.Get, "/en/collect/contact-message") { Headers = { { "X-Ombud-Own", "" } } };
        using var answer = await app.Http.SendAsync(guessed, CancellationToken.None);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Keys_on_the_server_of_the_data_are_found()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Postgres, FreshProductTests.Clock());

        Assert.False((await app.MeasureAsync("keys-apart")).Holds);
    }

    [Fact]
    public async Task An_undeclared_point_that_is_accepted_is_found()
    {
        var check = App.Make<CheckSubmission>(App.Book(WithUndeclaredPoint));
        var questions = App.Make<CollectQuestions>(App.Policy(WithUndeclaredPoint));
        var accepting = App.Make<SubmitPoint>(check, questions, App.Make<StoreSubmission>(questions));

        var measured = await App.MeasureAsync<PointsDeclared>(accepting);

        // The register and the page of that point are as they should be: what is amiss is that it was taken.
        Assert.False(measured.Holds);
        Assert.Equal("1 amiss: a-point-nobody-declared: Accepted", measured.Figure.In(Ombud.Layout.Language.English));
    }

    [Fact]
    public async Task A_disclosure_for_an_undeclared_purpose_is_found_although_its_use_is_denied()
    {
        var careless = App.Make<Discloser>(App.Make<Decider>(App.Policy(PackBreaks.Declared)));

        var measured = await App.MeasureAsync<UndeclaredDenied>(careless);

        Assert.False(measured.Holds);
        Assert.StartsWith("3 amiss: Disclose ", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
        Assert.DoesNotContain("Use ", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_of_which_no_fact_is_left_is_found()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(app,
            "create trigger lost after insert on fact_body begin delete from fact_body where fact_id = new.fact_id; end");

        var measured = await app.MeasureAsync<ConfirmationsRecorded>();

        Assert.False(measured.Holds);
        Assert.Contains("fact", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_whose_end_is_not_shown_to_its_person_is_found()
    {
        await using var site = await StubSite.StartAsync("<h1>My data</h1>");

        Assert.True((await App.MeasureAsync<ReasonsToStay>()).Holds);
        Assert.False((await App.MeasureAsync<ReasonsToStay>(App.Make<OwnReport>(site.Pages))).Holds);
    }

    [Fact]
    public async Task A_public_post_that_outlives_its_author_is_found()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(app, "create trigger kept before delete on record begin select raise(ignore); end");

        var measured = await app.MeasureAsync<PublicPosts>();

        Assert.False(measured.Holds);
        Assert.Contains("forum-post: (1,", measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marketing_to_a_listed_address_is_found_whatever_the_list_says()
    {
        var deaf = App.Make<Decider>(App.Purposes(purpose => purpose with { Nature = PurposeNature.Ordinary }));

        Assert.False((await App.MeasureAsync<SuppressionOutlives>(deaf)).Holds);
    }

    private static NoticeVersion WithUndeclaredPoint(NoticeVersion version) => version with
    {
        CollectionPoints = [.. version.CollectionPoints, version.CollectionPoints[0] with { Id = "a-point-nobody-declared" }],
    };

    private sealed class Stage(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Ombud";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
