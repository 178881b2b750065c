using System.Net;
using Microsoft.Data.Sqlite;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Tests.Api;
using Ombud.Tests.Consents;
using Ombud.Tests.Running;

namespace Ombud.Tests.Erasure;

public sealed class KeysStayGoneTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task Nothing_that_is_refused_after_an_erasure_makes_a_key_again(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        using var api = await ApiClient.CreateAsync(app);
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.7f3a", change: row => row.Category = "photo");
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        await app.Get<EraseSubject>().RunAsync(subject, None);

        var (refused, _) = await site.PostAsync(ConsentCaller.Body(subject: subject.Value));
        var (again, _) = await site.PostAsync(ConsentCaller.Body(subject: subject.Value), idempotencyKey: "after-the-erasure");
        await api.PostAsync($"/subjects/{subject.Value}/readings", new
        {
            purpose = "help-job-seekers",
            controller = StoredPerson.UsController,
            categories = new[] { "photo" },
        });
        await app.Get<LegalHolds>().PlaceAsync(subject, Hold("photo"), None);
        await app.Get<LegalHolds>().LiftAsync(subject, Guid.CreateVersion7(), "officer", None);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (refused.StatusCode, again.StatusCode));
        app.Get<KeyRing>().ForgetOpenKeys();
        Assert.Equal(0, await KeysAsync(app, subject));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_id_of_nobody_comes_to_no_key(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        using var api = await ApiClient.CreateAsync(app);
        var nobody = new SubjectId(Guid.CreateVersion7());

        var (unknown, _) = await site.PostAsync(ConsentCaller.Body(subject: nobody.Value));
        await api.PostAsync($"/subjects/{nobody.Value}/readings", new
        {
            purpose = "help-job-seekers",
            controller = "aerotek-se",
            categories = new[] { "contact-details" },
        });
        await api.PostAsync($"/subjects/{nobody.Value}/erasure", new { });
        Assert.Null(await app.Get<LegalHolds>().PlaceAsync(nobody, Hold("photo"), None));
        Assert.False(await app.Get<LegalHolds>().LiftAsync(nobody, Guid.CreateVersion7(), "officer", None));

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(0, await KeysAsync(app, nobody));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_repeated_request_makes_no_key_for_the_visitor_it_would_have_made(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var (first, _) = await site.PostAsync(ConsentCaller.Body(), idempotencyKey: "once");
        var before = await KeysAsync(app);

        var (second, _) = await site.PostAsync(ConsentCaller.Body(), idempotencyKey: "once");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(before, await KeysAsync(app));
    }

    [Fact]
    public async Task Keys_are_not_said_to_be_destroyed_while_the_key_stores_log_still_holds_them()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.7f3a");
        var erase = app.Get<EraseSubject>();
        var erasure = await erase.AskAsync(subject, ErasureReason.Asked, "self", None);
        await using (var reader = (SqliteConnection)await app.Get<KeyStore>().Db.OpenAsync(None))
        {
            await using var reading = reader.BeginTransaction(deferred: true);
            await using var look = reader.Command("select count(*) from data_key", reading);
            await look.ExecuteScalarAsync(None);

            var asked = await erase.MakeUnreadableAsync(erasure!, None);

            Assert.Equal(ErasureStep.Erased, asked.Step);
            await Assert.ThrowsAsync<TimeoutException>(() => app.Get<KeyRing>().DestroyAsync(subject, None));
            Assert.Null(await app.Get<KeyRing>().FindAsync(KeyName.Facts(subject), None));
        }

        Assert.Equal(ErasureStep.Done, (await erase.RunAsync(subject, None)).Step);
    }

    private static HoldOrder Hold(string category) => new()
    {
        Reason = HoldReason.Investigation, Note = new("a matter"), By = "officer", Categories = [category],
    };

    // What law keeps as proof has a key of its own, which outlives the erasure.
    private static async Task<long> KeysAsync(OmbudApp app, SubjectId? subject = null)
    {
        await using var connection = await app.Get<KeyStore>().Db.OpenAsync(None);
        await using var count = connection.Command(
            "select count(*) from data_key where compartment <> @proof"
                + (subject is null ? "" : " and subject_id = @subject")).With("proof", (short)Compartment.Proof);
        if (subject is { } one)
            count.With("subject", one.Value);
        return (long)(await count.ExecuteScalarAsync(None))!;
    }
}
