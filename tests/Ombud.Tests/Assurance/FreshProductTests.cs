using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Measuring;
using Ombud.Assurance.Word;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Retention.Sweeping;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>The controls on a product that was just started.</summary>
public sealed class FreshProductTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Codes = ["kept", "not-kept", "not-built", "attested"];

    internal static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Every_control_holds_on_a_fresh_product_and_its_canaries_are_gone_after(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        await SweptAsync(app);

        await app.Get<ControlRunner>().RunAllAsync(None);

        var results = await app.Get<EvidenceStore>().ReadAsync(None);
        // The tests have one PostgreSQL server, for data and keys alike.
        var isOneServer = (Engine)engine is Engine.Postgres;
        Assert.Equal(!isOneServer, results["keys-apart"].Holds);
        // Nothing comes by e-mail before somebody has configured a mailbox.
        Assert.False(results["request-ways"].Holds);
        Assert.Empty(results.Values.Where(result => !result.Holds && result.Control is not ("keys-apart" or "request-ways"))
            .Select(result => $"{result.Control}: {result.FigureEn}"));
        Assert.Equal(app.Get<ControlRunner>().Controls.Count, results.Count);
        Assert.Equal(0, await CountAsync(app, "select count(*) from subject"));
        Assert.Equal(0, await CountAsync(app, "select count(*) from record"));
        Assert.Equal(0, await CountAsync(app, "select count(*) from lookup"));
        Assert.Equal(0, await CountAsync(app, "select count(*) from outbox where subject_id is not null"));
        await ThePagesTellAsync(app, isOneServer ? ["rights.contact", "security.measures"] : ["rights.contact"]);
    }

    private static async Task ThePagesTellAsync(OmbudApp app, string[] notKept)
    {
        var word = JsonDocument.Parse(await app.Http.GetStringAsync("/word.json", None)).RootElement;
        var clauses = word.EnumerateObject().Select(clause => clause.Value).ToList();
        Assert.Equal(87, clauses.Count);
        Assert.All(clauses, clause => Assert.Contains(clause.GetProperty("status").GetString(), Codes));
        Assert.Equal(notKept, clauses
            .Where(clause => clause.GetProperty("status").GetString() is "not-kept")
            .Select(clause => clause.GetProperty("id").GetString()));
        Assert.Contains(clauses, clause => clause.GetProperty("status").GetString() is "kept");

        var controls = app.Get<ControlRunner>().Controls.Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var language in new[] { "sv", "en" })
        {
            var page = new HtmlParser().ParseDocument(await app.Http.GetStringAsync($"/{language}/word", None));
            foreach (var clause in app.Get<NoticeBook>().InForce()!.Clauses)
            {
                var shown = page.GetElementById(clause.Id);
                Assert.NotNull(shown);
                foreach (var (statement, item) in clause.Statements.Zip(shown.QuerySelectorAll("li")))
                {
                    Assert.Contains(statement.Says.In(language), item.TextContent, StringComparison.Ordinal);
                    if (statement.Control is { } id && controls.Contains(id) && !notKept.Contains(clause.Id, StringComparer.Ordinal))
                        Assert.Matches(language is "sv" ? "mätt: .+ sedan" : "measured: .+ ago", item.TextContent);
                }
            }
            Assert.Null(page.GetElementById("still-measuring"));
            Assert.Equal(87, page.QuerySelectorAll("article.promise").Length);
            Assert.Equal(app.Storage.Engine is Engine.Sqlite, page.GetElementById("storage-note") is not null);
        }
    }

    [Fact]
    public async Task Without_any_measurement_no_promise_that_is_measured_counts_as_kept()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());

        var clauses = await app.Get<PromiseBook>().ReadAsync(None);

        Assert.Equal(87, clauses.Count);
        Assert.DoesNotContain(clauses, clause => clause.State is Ombud.Layout.Parts.PromiseState.Kept);
        foreach (var (language, start) in new[] { ("sv", "Programmet mäter just nu"), ("en", "The software is measuring") })
        {
            var page = new HtmlParser().ParseDocument(await app.Http.GetStringAsync($"/{language}/word", None));
            var told = page.GetElementById("still-measuring")!.TextContent;
            Assert.StartsWith(start, told, StringComparison.Ordinal);
            Assert.Matches(@": 0 (av|of) \d+ ", told);
        }
    }

    /// <summary>Waits for a whole round of the sweeper.</summary>
    internal static async Task SweptAsync(OmbudApp app)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if ((await app.Get<SweepState>().EvidenceAsync(None)).LastRunAt is not null)
                return;
            await Task.Delay(50, None);
        }
        Assert.Fail("The sweeper finished no round within half a minute.");
    }

    private static async Task<long> CountAsync(OmbudApp app, string sql)
    {
        await using var connection = await app.Get<Db>().OpenAsync(None);
        await using var count = connection.Command(sql);
        return Convert.ToInt64(await count.ExecuteScalarAsync(None), CultureInfo.InvariantCulture);
    }
}
