using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;
using Ombud.Subjects;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Trail.Receipts;

namespace Ombud.Tests.Erasure;

public sealed class ErasurePagesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_application_erases_a_person_and_gets_the_same_receipt_each_time(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.api");
        using var http = await WithKeyAsync(app, Scope.All);
        var path = $"/api/v1/subjects/{subject.Value}/erasure";

        using var answered = await http.PostAsync(path, content: null, None);
        using var again = await http.PostAsync(path, content: null, None);

        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
        Assert.Equal(path, answered.Headers.Location!.OriginalString);
        var first = await answered.Content.ReadFromJsonAsync<JsonElement>(None);
        var second = await again.Content.ReadFromJsonAsync<JsonElement>(None);
        Assert.Equal(first.GetProperty("receiptId").GetGuid(), second.GetProperty("receiptId").GetGuid());
        Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None));
        await UntilDoneAsync(app, subject);
        var done = await http.GetFromJsonAsync<JsonElement>(path, None);
        Assert.Equal("done", done.GetProperty("step").GetString(), ignoreCase: true);
        Assert.Equal(3, done.GetProperty("receipt").GetProperty("kept")[0].GetProperty("records").GetInt32()
            + done.GetProperty("receipt").GetProperty("kept")[1].GetProperty("records").GetInt32() - 1);
    }

    [Fact]
    public async Task A_key_without_the_scope_erases_nobody_and_an_unknown_person_is_not_found()
    {
        await using var app = await OmbudApp.StartAsync();
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.scope");
        using var narrow = await WithKeyAsync(app, Scope.Of("decide"));
        using var wide = await WithKeyAsync(app, Scope.All);

        using var refused = await narrow.PostAsync($"/api/v1/subjects/{subject.Value}/erasure", content: null, None);
        using var anonymous = await app.Http.PostAsync($"/api/v1/subjects/{subject.Value}/erasure", content: null, None);
        using var unknown = await wide.PostAsync($"/api/v1/subjects/{Guid.CreateVersion7()}/erasure", content: null, None);
        using var none = await wide.GetAsync($"/api/v1/subjects/{subject.Value}/erasure", None);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Null(await app.Get<EraseSubject>().FindAsync(subject, None));
    }

    [Theory]
    [InlineData(0, "en")]
    [InlineData(1, "sv")]
    public async Task A_person_sees_what_goes_erases_and_keeps_a_receipt_that_verifies_without_us(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var browser = new Browser(app);
        await browser.SignInAsync("anna@person.example");
        var subject = (await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, "anna@person.example", None))!.Value;
        await app.Get<Ledger>().AppendAsync(subject, StoredPerson.Answer("newsletters"), None);

        using var unticked = await browser.SendFormAsync($"/{language}/my-data/erase");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unticked.StatusCode);
        Assert.Null(await app.Get<EraseSubject>().FindAsync(subject, None));

        using var erased = await browser.SendFormAsync($"/{language}/my-data/erase", ("confirm", "true"));
        Assert.Equal(HttpStatusCode.Redirect, erased.StatusCode);
        var receiptPage = erased.Headers.Location!.OriginalString;
        await UntilDoneAsync(app, subject);

        using var signedOut = await browser.GetAsync($"/{language}/my-data/erase");
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        using var page = await app.Http.GetAsync(receiptPage, None);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        using var document = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync(None));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Contains("ombud verify --receipt", document.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);

        while (await app.Get<Sequencer>().SequenceAsync(None) > 0)
        {
        }
        var receipt = ReceiptProof.Parse(await app.Http.GetByteArrayAsync(receiptPage + "/receipt.json", None)).Value!;
        Assert.Equal(ReceiptOutcome.Included, receipt.Verify((await app.Get<TrailKey>().SignerAsync(None)).Verifier));
        Assert.DoesNotContain("anna@person.example", System.Text.Encoding.UTF8.GetString(receipt.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_nobody_was_given_is_not_found()
    {
        await using var app = await OmbudApp.StartAsync();

        using var page = await app.Http.GetAsync($"/en/erasure/{Guid.CreateVersion7()}", None);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    private static async Task<HttpClient> WithKeyAsync(OmbudApp app, Scope actions)
    {
        var (_, key) = await app.Get<ApiKeyRing>().CreateAsync(new NewApiKey("test", Scope.All, Scope.All, actions), None);
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    private static async Task UntilDoneAsync(OmbudApp app, SubjectId subject)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await app.Get<EraseSubject>().FindAsync(subject, None) is { Step: ErasureStep.Done })
                return;
            await Task.Delay(50, None);
        }
        Assert.Fail("The erasure was not finished in ten seconds.");
    }
}
