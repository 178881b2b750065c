using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Controls.Sharing;
using Ombud.Database;
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
    public async Task Keys_on_the_server_of_the_data_are_found()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Postgres, FreshProductTests.Clock());

        Assert.False((await app.MeasureAsync("keys-apart")).Holds);
    }

    private sealed class Stage(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Ombud";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
