using System.Net;
using Ombud.Assurance.Measuring;
using Ombud.Assurance.Running;
using Ombud.Database;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>Controls on demand: by command and by button.</summary>
public sealed class RunningControlsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_command_prints_what_each_found_and_fails_where_one_does()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        using var output = new StringWriter();

        Assert.Equal(0, await ControlsCommand.RunAsync(app.Get<ControlRunner>(), ["fields-classified", "bases-complete"], output, None));
        Assert.Matches("holds  bases-complete .+ holds  fields-classified", output.ToString().ReplaceLineEndings(" "));
        Assert.Contains("2 controls, 0 failing", output.ToString(), StringComparison.Ordinal);

        await TamperBreaks.RunAsync(app, "delete from sweep_state");
        await using var other = new StringWriter();
        Assert.Equal(1, await ControlsCommand.RunAsync(app.Get<ControlRunner>(), ["sweeper-runs"], other, None));
        Assert.Contains("FAILS  sweeper-runs", other.ToString(), StringComparison.Ordinal);
        Assert.False((await app.Get<EvidenceStore>().ReadAsync(None))["sweeper-runs"].Holds);
    }

    [Fact]
    public async Task A_control_that_nobody_built_is_said_with_those_that_are_there()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        using var output = new StringWriter();

        Assert.Equal(1, await ControlsCommand.RunAsync(app.Get<ControlRunner>(), ["no-such-control"], output, None));

        Assert.Contains("no control no-such-control", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("trail-verifies", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_serves_the_pages_it_measures_beside_the_product_that_runs()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);
        await using var serving = await OmbudProcess.ServeAsync(storage);

        var (code, text, error) = await OmbudProcess.RunAsync(
            ["controls", "run", "contents-resolve", "withdrawal-at-once", .. storage.Arguments, "--environment=Development"]);

        Assert.True(code == 0, text + error);
        Assert.Contains("2 controls, 0 failing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_told_from_settings()
    {
        var (ids, settings) = ControlsCommand.Split(["trail-verifies", "--OMBUD_DATA=x", "--urls", "http://127.0.0.1:1", "keys-apart"]);

        Assert.Equal(["trail-verifies", "keys-apart"], ids);
        Assert.Equal(["--OMBUD_DATA=x", "--urls", "http://127.0.0.1:1"], settings);
    }

    [Fact]
    public async Task Staff_run_one_from_the_console_and_see_what_it_found_and_nobody_else_does()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        using var stranger = await app.App.Http.GetAsync(new Uri("/en/console/controls", UriKind.Relative), None);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        using var browser = await app.BrowserOfStaffAsync();
        var before = await CollectionApp.PageAsync(browser, "/en/console/controls");
        Assert.Contains("Not measured yet", before.GetElementById("fields-classified")!.TextContent, StringComparison.Ordinal);

        var form = before.GetElementById("fields-classified")!.QuerySelector("form")!;
        using var sent = new FormUrlEncodedContent(form.QuerySelectorAll("input")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!));
        using var ran = await browser.PostAsync(form.GetAttribute("action"), sent, None);

        Assert.Equal(HttpStatusCode.Redirect, ran.StatusCode);
        var after = await CollectionApp.PageAsync(browser, "/en/console/controls");
        Assert.Contains("Holds", after.GetElementById("fields-classified")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not measured yet", after.GetElementById("trail-verifies")!.TextContent, StringComparison.Ordinal);
    }
}
