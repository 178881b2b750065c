using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Subjects;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Consents;

public sealed class SuppressionTests
{
    // The address of the design's example of a submission.
    private const string Anna = "anna@jobs.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "choices.opt-out")]
    public async Task An_objection_to_marketing_acts_on_everybody_with_the_address_and_outlives_the_person(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        using var browser = new Browser(app.App);
        var before = await SubmitAsync(app);
        await browser.SignInAsync(Anna);
        var anna = (await app.App.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None))!.Value;
        await browser.SendFormAsync("/en/my-data/choices");
        Assert.Equal(ObjectionState.Upheld, await ObjectionAsync(app.App, anna));
        Assert.Equal(ObjectionState.Upheld, await ObjectionAsync(app.App, before));

        var page = await browser.GetAsync("/sv/my-data/erase");
        Assert.Contains("avtryck", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        using var erased = await browser.SendFormAsync("/sv/my-data/erase", ("confirm", "true"));
        await app.App.Get<EraseSubject>().RunAsync(anna, None);
        var receipt = await app.App.Http.GetStringAsync(erased.Headers.Location!.OriginalString, None);
        Assert.Contains("avtryck", receipt, StringComparison.Ordinal);
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "suppression"));
        Assert.Empty(await StoredRows.FindAsync(app.App, Anna));

        var after = await SubmitAsync(app, newsletters: true);

        Assert.Equal(ObjectionState.Upheld, await ObjectionAsync(app.App, after));
        var again = (await app.App.Get<ProveAddress>().RunAsync(Anna, None))!.Value;
        Assert.NotEqual(anna, again);
        Assert.Equal(ObjectionState.Upheld, await ObjectionAsync(app.App, again));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "choices.opt-out")]
    public async Task Whoever_takes_the_objection_back_takes_the_address_off_the_list(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        using var browser = new Browser(app.App);
        await browser.SignInAsync(Anna);
        await browser.SendFormAsync("/en/my-data/choices");
        Assert.Equal(["*"], await app.App.Get<SuppressionList>().KeysOfAsync(IdentifierKind.Email, "ANNA@jobs.example", None));

        await browser.SendFormAsync("/en/my-data/choices");

        var anna = (await app.App.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, Anna, None))!.Value;
        Assert.Equal(ObjectionState.None, await ObjectionAsync(app.App, anna));
        Assert.Equal(0, await StoredRows.CountAsync(app.App, "suppression"));
        Assert.Equal(ObjectionState.None, await ObjectionAsync(app.App, await SubmitAsync(app)));
        var page = await browser.GetAsync("/en/my-data/erase");
        Assert.DoesNotContain("fingerprint", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_types_an_address_does_not_learn_what_its_owner_said()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var plain = await app.SubmitAsync("contact-message", CollectionApp.Example());
        using var browser = new Browser(app.App);
        await browser.SignInAsync(Anna);
        await browser.SendFormAsync("/en/my-data/choices");

        var listed = await app.SubmitAsync("contact-message", CollectionApp.Example(), idempotencyKey: "once");
        var repeated = await app.SubmitAsync("contact-message", CollectionApp.Example(), idempotencyKey: "once");

        Assert.Equal(KindsIn(plain), KindsIn(listed));
        Assert.Equal(KindsIn(plain), KindsIn(repeated));
    }

    private static IEnumerable<string?> KindsIn(Answer answer) =>
        answer.Json.GetProperty("receipts").EnumerateArray().Select(receipt => receipt.GetProperty("kind").GetString());

    private static async Task<SubjectId> SubmitAsync(CollectionApp app, bool newsletters = false)
    {
        var body = CollectionApp.Example();
        body["choices"] = new Dictionary<string, bool> { ["newsletters"] = newsletters };
        var answer = await app.SubmitAsync("contact-message", body);
        Assert.True(answer.Status is 201, answer.Text);
        return new SubjectId(answer.Json.GetProperty("subjectId").GetGuid());
    }

    private static async Task<ObjectionState> ObjectionAsync(OmbudApp app, SubjectId subject) =>
        (await app.Get<Standings>().FindAsync(subject, None))!.Objections.GetValueOrDefault("*");
}
