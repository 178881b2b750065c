using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Erasure.Steps;
using Ombud.Keys;
using Ombud.Log;
using Ombud.MyData.Joining;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Tests.Api;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.MyData;

/// <summary>A site holds the id of a sign-up that its person has since joined with their own account.</summary>
public sealed class JoinedIdTests
{
    private const string Address = "anna@jobs.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_id_that_a_site_holds_follows_what_the_person_decides_and_names_nobody_else(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var held = await SignUpAsync(api);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await anna.MeetAsync("job-seeker");
        await JoinTests.JoinAsync(app, browser, held);
        Assert.Null(await ReasonAsync(api, held));

        using var withdrawn = await browser.SendFormAsync(
            "/en/my-data/choices", ("key", "newsletters"), ("act", "withdraw"), ("controller", "aerotek-se"));
        Assert.Equal("consent-withdrawn", await ReasonAsync(api, held));

        var again = await api.PostAsync("/consents", Said(held, "given"));
        Assert.Equal((HttpStatusCode.Created, held.Value), (again.Status, again.Json.GetProperty("subject").GetGuid()));
        Assert.False(again.Json.TryGetProperty("receipt", out var none), none.ToString());
        Assert.Null(await ReasonAsync(api, held));
        Assert.Null(await ReasonAsync(api, anna.Id));
        var refused = await api.PostAsync("/consents", Said(held, "withdrawn"));
        Assert.Equal("consent-withdrawn", await ReasonAsync(api, anna.Id));

        var read = await api.PostAsync($"/subjects/{held.Value}/readings", new
        {
            purpose = "answer-messages",
            controller = "aerotek-se",
            categories = new[] { "messages" },
        });
        Assert.Equal("Hej!", Assert.Single(read.Json.GetProperty("values").EnumerateArray()).GetProperty("value").GetString());
        var standing = await api.GetAsync($"/subjects/{held.Value}/standing");
        Assert.Equal(held.Value, standing.Json.GetProperty("subject").GetGuid());
        var consents = await api.GetAsync($"/subjects/{held.Value}/consents");
        Assert.Equal(["given", "withdrawn", "given", "withdrawn"], consents.Json.GetProperty("consents").EnumerateArray()
            .Where(one => one.GetProperty("key").GetString() is "newsletters").Select(one => one.GetProperty("answer").GetString()));
        Assert.All([again, refused, read, standing, consents], answer =>
            Assert.DoesNotContain(anna.Id.Value.ToString(), answer.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task From_the_join_on_the_other_denies_all_by_itself(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var held = await SignUpAsync(api);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await JoinTests.JoinAsync(app, browser, held);

        var standing = await app.Get<Standings>().FindAsync(held, None);
        Assert.Equal(anna.Id.Value, standing!.JoinedInto);
        var question = new WordQuestion
        {
            Action = UseAction.Use, Purpose = "answer-messages", Categories = new[] { "messages" }, Controller = "aerotek-se",
            On = Day.Of(TimeProvider.System.GetUtcNow()),
        };
        var (permit, decision) = await app.Get<Ombud.Decisions.Decider>().AuthoriseAsync(held, question, "test", None);
        Assert.Null(permit);
        Assert.Equal(DenialReason.SubjectJoined, decision.Reason);
        Assert.True(Same(standing, await app.Get<FactHistory>().FoldAsync(held, TimeProvider.System.GetUtcNow(), None)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Erasing_either_erases_the_whole_person_and_says_so(int engine, bool byHeldId)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var held = await SignUpAsync(api);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        await JoinTests.JoinAsync(app, browser, held);

        var asked = await api.PostAsync($"/subjects/{(byHeldId ? held : anna.Id).Value}/erasure", new { });

        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        Assert.Equal(4, CountOf(asked));
        var told = await api.GetAsync($"/subjects/{held.Value}/erasure");
        Assert.Equal(asked.Json.GetProperty("receiptId").GetGuid(), told.Json.GetProperty("receiptId").GetGuid());
        Assert.Equal(4, CountOf(told));
        await GoneAsync(app, held);
        await GoneAsync(app, anna.Id);
        Assert.Equal("subject-erased", await ReasonAsync(api, held));
        Assert.Equal("subject-erased", await ReasonAsync(api, anna.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_was_confirmed_but_not_joined_yet_is_erased_too(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var held = await SignUpAsync(api);
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await using (var change = await app.Get<Changes>().BeginAsync(anna.Id, None))
        {
            change.Db.Add(new SubjectLinkRow
            {
                Bucket = Bucket.Of(anna.Id.Value), SubjectId = anna.Id.Value, OtherId = held.Value,
                Relation = SubjectLinkRow.JoinedFrom, At = TimeProvider.System.GetUtcNow(),
            });
            await change.CommitAsync([new JoinConfirmed(held.Value)], None);
        }

        var asked = await api.PostAsync($"/subjects/{anna.Id.Value}/erasure", new { });

        Assert.Equal(3, CountOf(asked));
        await GoneAsync(app, held);
        await GoneAsync(app, anna.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_given_before_the_join_is_the_persons_too_once_and_is_reached_by_their_erasure(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        using var api = await ApiClient.CreateAsync(app);
        var before = await Person.UnprovedAsync(app, Address);
        await before.GiveAsync("name", "contact-details", "Anna");
        var (anna, browser) = await Person.SignInAsync(app, Address);
        using var _ = browser;
        await anna.MeetAsync("job-seeker");
        await anna.GiveAsync("name", "contact-details", "Anna");
        var first = await DiscloseAsync(api, before.Id);
        await JoinTests.JoinAsync(app, browser, before.Id);
        var second = await DiscloseAsync(api, anna.Id);

        foreach (var id in new[] { anna.Id, before.Id })
            Assert.Equal([first, second], await DisclosedAsync(api, id));
        Assert.Single(await app.Get<Ombud.Disclosures.DisclosureRegister>().RecipientsOfAsync(anna.Id, None));
        using var own = System.Text.Json.JsonDocument.Parse(await OwnDataTests.TextAsync(browser, "/en/my-data/download.json"));
        Assert.Equal(2, own.RootElement.GetProperty("disclosures").GetArrayLength());

        var erased = await api.PostAsync($"/subjects/{anna.Id.Value}/erasure", new { });
        Assert.Contains("bjorkdal-industri", erased.Text, StringComparison.Ordinal);
        await JoinTests.UntilAsync(async () =>
        {
            await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
            return !await context.Set<Ombud.Disclosures.DisclosureRow>().AnyAsync(None);
        });
    }

    private static async Task<Guid> DiscloseAsync(ApiClient api, SubjectId subject)
    {
        var answer = await api.PostAsync("/disclosures", new
        {
            subject = subject.Value,
            controller = "aerotek-se",
            recipient = "bjorkdal-industri",
            purpose = "help-job-seekers",
            fields = new[] { "name" },
        });
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        return answer.Json.GetProperty("disclosure").GetProperty("id").GetGuid();
    }

    private static async Task<Guid[]> DisclosedAsync(ApiClient api, SubjectId subject) =>
        [.. (await api.GetAsync($"/subjects/{subject.Value}/disclosures")).Json.EnumerateArray()
            .Select(one => one.GetProperty("id").GetGuid())];

    private static async Task<SubjectId> SignUpAsync(ApiClient api)
    {
        var form = CollectionApp.Example();
        form["choices"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["newsletters"] = true };
        var answer = await api.PostAsync("/collection-points/contact-message/submissions", form);
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        return new SubjectId(answer.Json.GetProperty("subjectId").GetGuid());
    }

    /// <summary>Why a newsletter may not be sent; null where it may.</summary>
    private static async Task<string?> ReasonAsync(ApiClient api, SubjectId subject)
    {
        var answer = await api.PostAsync("/decisions", new
        {
            subject = subject.Value,
            action = "use",
            purpose = "marketing",
            topic = "newsletters",
            categories = new[] { "contact-details" },
            controller = "aerotek-se",
        });
        Assert.Equal(answer.Reason is null ? "permit" : "deny", answer.Json.GetProperty("verdict").GetString());
        return answer.Reason;
    }

    private static object Said(SubjectId subject, string answer) => new
    {
        subject = subject.Value,
        controller = "aerotek-se",
        topic = "newsletters",
        answer,
        shown = new { noticeVersion = "2026-01-01", language = "sv" },
    };

    private static int CountOf(Api.Answer answer)
    {
        var receipt = answer.Json.GetProperty("receipt");
        return receipt.GetProperty("erased").EnumerateArray().Concat(receipt.GetProperty("kept").EnumerateArray())
            .Where(count => count.GetProperty("category").GetString() is not "consent-evidence")
            .Sum(count => count.GetProperty("records").GetInt32());
    }

    private static async Task GoneAsync(OmbudApp app, SubjectId subject)
    {
        await JoinTests.UntilAsync(async () =>
            await app.Get<EraseSubject>().FindAsync(subject, None) is { Step: >= ErasureStep.RowsDeleted });
        Assert.True((await app.Get<Standings>().FindAsync(subject, None))!.IsErased);
        Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        await using var connection = await app.Get<Db>().OpenAsync(None);
        foreach (var table in DeleteRows.TablesOf(context))
        {
            await using var count = connection.Command($"select count(*) from {table} where subject_id = @subject")
                .With("subject", subject.Value);
            Assert.True(0L.Equals(await count.ExecuteScalarAsync(None)), table);
        }
        var readable = (byte)Compartment.Proof;
        Assert.False(await context.Set<RecordRow>().AnyAsync(row => row.SubjectId == subject.Value && row.Compartment != readable, None));
    }

    private static bool Same(StandingState? one, StandingState? other) =>
        (one?.Version, one?.JoinedInto, one?.Consents.Count) == (other?.Version, other?.JoinedInto, other?.Consents.Count);
}
