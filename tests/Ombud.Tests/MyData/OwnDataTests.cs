using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Tests.Running;

namespace Ombud.Tests.MyData;

public sealed class OwnDataTests
{
    private const string CvFile = """{"name":"cv-xqz.pdf","type":"application/pdf","length":6}""";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_person_sees_each_record_with_source_purposes_basis_and_end(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Fjällklättring");
        await anna.GiveAsync("email", "contact-details", "anna@jobs.example");
        await anna.GiveAsync("disability", "health", "Nedsatt hörsel", "equal-opportunity", "aerotek");

        var page = WebUtility.HtmlDecode(await TextAsync(browser, "/sv/my-data"));
        Assert.Contains("Fjällklättring", page, StringComparison.Ordinal);
        Assert.Contains("Webbplats", page, StringComparison.Ordinal);
        Assert.Contains("Avtal med dig", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nedsatt hörsel", page, StringComparison.Ordinal);
        Assert.Contains("Nedsatt hörsel", WebUtility.HtmlDecode(await TextAsync(browser, "/sv/my-data/all")), StringComparison.Ordinal);

        var report = WebUtility.HtmlDecode(await TextAsync(browser, "/sv/my-data/report"));
        foreach (var word in new[] { "Fjällklättring", "Nedsatt hörsel", "anna@jobs.example", "Dina rättigheter",
            "Rätten att klaga", "Överföringar" })
            Assert.Contains(word, report, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await TextAsync(browser, "/sv/my-data/download.json"));
        var records = json.RootElement.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(3, records.Count);
        Assert.All(records, record =>
        {
            Assert.Equal("web", record.GetProperty("source").GetProperty("kind").GetString());
            Assert.NotEmpty(record.GetProperty("purposes").EnumerateArray());
            Assert.All(
                record.GetProperty("purposes").EnumerateArray(), purpose => Assert.NotEmpty(purpose
                    .GetProperty("legalBases").EnumerateArray()));
            Assert.NotNull(record.GetProperty("keptUntil").GetString());
            Assert.NotNull(record.GetProperty("keptBecause").GetString());
        });
    }

    [Fact]
    public async Task What_cannot_be_shown_is_counted_and_not_passed_over()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("old", "a-category-of-old", "Dammigt");

        using var json = JsonDocument.Parse(await TextAsync(browser, "/en/my-data/download.json"));

        var withheld = Assert.Single(json.RootElement.GetProperty("withheld").EnumerateArray());
        Assert.Equal(1, withheld.GetProperty("records").GetInt32());
        Assert.Equal("category-not-declared", withheld.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_asked_to_be_erased_is_shown_nothing_more_although_the_rows_are_there(int engine)
    {
        // The clock stands, so that nothing in the background goes on with the erasure.
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Fjällklättring");
        var cv = await anna.GiveAsync("cv", "cv-document", CvFile, file: "%PDF-1"u8.ToArray());
        Assert.Contains("Fjällklättring", WebUtility.HtmlDecode(await TextAsync(browser, "/sv/my-data")), StringComparison.Ordinal);

        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", CancellationToken.None);

        foreach (var path in new[] { "/my-data", "/my-data/all", "/my-data/report", "/my-data/download.json", $"/my-data/files/{cv}" })
        {
            using var answer = await browser.GetAsync("/sv" + path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            foreach (var value in new[] { "Fjällklättring", "cv-xqz", "%PDF" })
                Assert.DoesNotContain(value, text, StringComparison.Ordinal);
        }
        using var json = JsonDocument.Parse(await TextAsync(browser, "/en/my-data/download.json"));
        var withheld = json.RootElement.GetProperty("withheld").EnumerateArray().ToList();
        Assert.Equal(2, withheld.Sum(one => one.GetProperty("records").GetInt32()));
        Assert.All(withheld, one => Assert.Equal("subject-isolated", one.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Nobody_sees_anything_of_another_person()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, annas) = await Person.SignInAsync(app, "anna@jobs.example");
        var (_, bosses) = await Person.SignInAsync(app, "bo@jobs.example");
        using var one = annas;
        using var two = bosses;
        await anna.GiveAsync("skills", "cv-skills", "Fjällklättring");
        var cv = await anna.GiveAsync("cv", "cv-document", CvFile, file: "secret"u8.ToArray());
        using var json = JsonDocument.Parse(await TextAsync(annas, "/en/my-data/download.json"));
        var fact = json.RootElement.GetProperty("events").EnumerateArray().First().GetProperty("factId").GetGuid();

        foreach (var page in new[] { "/en/my-data", "/en/my-data/all", "/en/my-data/report", "/en/my-data/download.json" })
            Assert.DoesNotContain("klättring", WebUtility.HtmlDecode(await TextAsync(bosses, page)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bosses.GetAsync($"/en/my-data/files/{cv}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bosses.GetAsync($"/en/my-data/receipts/{fact}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await annas.GetAsync($"/en/my-data/receipts/{fact}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Http.GetAsync("/en/my-data", CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task A_file_is_fetched_whole_as_an_attachment_that_nothing_runs()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        var cv = await anna.GiveAsync("cv", "cv-document", CvFile, file: "%PDF-1"u8.ToArray());

        using var response = await browser.GetAsync($"/en/my-data/files/{cv}");

        Assert.Equal("%PDF-1", await response.Content.ReadAsStringAsync(CancellationToken.None));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("cv-xqz.pdf", response.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_report_stands_alone_and_its_style_is_the_one_allowed()
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;

        using var response = await browser.GetAsync("/en/my-data/report");

        var html = await response.Content.ReadAsStringAsync(CancellationToken.None);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        var style = html.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_stands_in_logs_or_raw_files()
    {
        const string canary = "kanariefagel-9137";
        var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, $"{canary}@jobs.example");
        await anna.GiveAsync("skills", "cv-skills", canary);
        foreach (var page in new[] { "/sv/my-data", "/sv/my-data/all", "/sv/my-data/report",
            "/sv/my-data/download.json", "/sv/my-data/portable.json", "/sv/my-data/portable.csv", "/sv/my-data/resume.json",
            "/sv/my-data/choices" })
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page)).StatusCode);
        browser.Dispose();

        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
        using var storage = await app.StopAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(storage.DataFolder)!, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, CancellationToken.None);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) < 0, $"{file} holds the canary.");
        }
    }

    internal static async Task<string> TextAsync(SignIn.Browser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken.None);
    }
}
