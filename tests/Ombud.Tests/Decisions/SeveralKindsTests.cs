using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Api;
using Ombud.Tests.Running;

namespace Ombud.Tests.Decisions;

/// <summary>
/// Who belongs to several kinds has each record judged by the kind as which it was given: Anna seeks work at Aerotek and is
/// a contact there for her firm.
/// </summary>
public sealed class SeveralKindsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    // Running the services rests on the contract with a job seeker, and on an interest in a contact, who may object to it.
    private const string Services = "provide-services";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Each_record_rests_on_what_holds_for_its_own_kind(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var anna = await AnnaAsync(app);

        var read = await ReadAsync(api, anna, Services);

        Assert.Equal(["Anna, contact: legitimate-interest", "Anna, job seeker: contract"], read.Values);
        Assert.Empty(read.Withheld);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_objection_stops_what_was_given_as_a_contact_and_not_what_a_contract_with_the_job_seeker_needs(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var anna = await AnnaAsync(app);
        await app.Get<Ledger>().AppendAsync(anna, new ObjectionMade(Services, ObjectionState.Upheld), None);

        var read = await ReadAsync(api, anna, Services);

        Assert.Equal(["Anna, job seeker: contract"], read.Values);
        Assert.Equal(["contact-details objection-upheld"], read.Withheld);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_given_as_a_contact_does_not_serve_finding_work(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        // The point names the purpose; the purpose does not name the kind.
        var anna = await SamplePeople.AddAsync(
            app, "SE", ["contact", "job-seeker"], Name("Anna, contact", "contact"), Name("Anna, job seeker", "job-seeker"));

        var read = await ReadAsync(api, anna, "help-job-seekers");

        Assert.Equal(["Anna, job seeker: contract"], read.Values);
        Assert.Equal(["contact-details subject-kind-outside-purpose"], read.Withheld);
    }

    [Theory]
    [InlineData("job-seeker", "referee")]
    [InlineData("referee", "job-seeker")]
    public async Task A_job_seeker_who_is_a_referee_too_may_object_to_the_one_and_not_to_the_other(string first, string second)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var rolf = await SamplePeople.AddAsync(
            app, "SE", [first, second], Name("Rolf, seeker", "job-seeker"), Name("Rolf, referee", "referee"));
        await app.Get<Ledger>().AppendAsync(rolf, new ObjectionMade("help-job-seekers", ObjectionState.Upheld), None);

        var read = await ReadAsync(api, rolf, "help-job-seekers");

        Assert.Equal(["Rolf, seeker: contract"], read.Values);
        Assert.Equal(["contact-details objection-upheld"], read.Withheld);
    }

    [Fact]
    public async Task A_disclosure_hands_over_and_registers_by_the_records_own_kind()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, new FakeTimeProvider(Now));
        using var api = await ApiClient.CreateAsync(app);
        var anna = await AnnaAsync(app);
        await app.Get<Ledger>().AppendAsync(anna, new ObjectionMade(Services, ObjectionState.Upheld), None);

        var answer = await api.PostAsync("/disclosures", new
        {
            subject = anna.Value,
            controller = "aerotek-se",
            recipient = "bjorkdal-industri",
            purpose = Services,
            categories = new[] { "contact-details" },
        });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(["Anna, job seeker"], answer.Json.GetProperty("values").EnumerateArray()
            .Select(value => value.GetProperty("value").GetString()));
        var listed = Assert.Single((await api.GetAsync($"/subjects/{anna.Value}/disclosures")).Json.EnumerateArray());
        Assert.Equal("contract", listed.GetProperty("legalBasis").GetString(), ignoreCase: true);
    }

    private static Task<SubjectId> AnnaAsync(OmbudApp app) => SamplePeople.AddAsync(
        app, "SE", ["job-seeker", "contact"], Name("Anna, job seeker", "job-seeker"), Name("Anna, contact", "contact"));

    private static SampleValue Name(string value, string kind) => new("contact-details", "name", value) { Kind = kind };

    private static async Task<(List<string> Values, List<string> Withheld)> ReadAsync(ApiClient api, SubjectId subject, string purpose)
    {
        var answer = await api.PostAsync(
            $"/subjects/{subject.Value}/readings", new { purpose, controller = "aerotek-se", categories = new[] { "contact-details" } });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return (
            [.. answer.Json.GetProperty("values").EnumerateArray()
                .Select(value => $"{value.GetProperty("value").GetString()}: {value.GetProperty("legalBasis").GetString()}")
                .Order(StringComparer.Ordinal)],
            [.. answer.Json.GetProperty("withheld").EnumerateArray()
                .Select(one => $"{one.GetProperty("category").GetString()} {one.GetProperty("reason").GetString()}")]);
    }
}
