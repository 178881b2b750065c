using System.Text.Json.Nodes;
using Ombud.MyData.Porting;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.MyData.Porting;

[Trait("Promise", "rights.portability")]
public sealed class ResumeTests
{
    public static TheoryData<string> Places => [.. ResumePlaces.All];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_CV_with_any_value_at_a_place_keeps_to_the_published_schema_and_holds_the_value(string place)
    {
        var schema = await ResumeSchema.ReadAsync();
        var type = Enum.GetValues<FieldType>().First(one => ResumePlaces.Takes(place, one));
        foreach (var value in MadeUpData.Hostile.Concat(["anna@jobs.example", "https://anna.example/cv", "SE", "US-CA", "Anna Exempel"]))
        {
            var text = ResumeJson.Of(MadeUpData.Of((MadeUpData.Field(place, type), value))).ToJsonString();

            Assert.True(schema.Validate(text) is { Count: 0 }, $"{place}: {value[..Math.Min(40, value.Length)]}");
            if (place is not (ResumePlaces.Email or ResumePlaces.Url or ResumePlaces.Country))
                Assert.Equal(value, ValueAt(JsonNode.Parse(text)!, place));
        }
    }

    [Fact]
    public async Task The_schema_refuses_what_is_no_CV()
    {
        var schema = await ResumeSchema.ReadAsync();

        Assert.NotEmpty(schema.Validate("""{ "basics": { "name": 1 } }"""));
        Assert.NotEmpty(schema.Validate("""{ "basics": { "email": "nobody" } }"""));
        Assert.NotEmpty(schema.Validate("""{ "work": { "summary": "text" } }"""));
        Assert.NotEmpty(schema.Validate("""{ "meta": { "lastModified": 1 } }"""));
    }

    [Fact]
    public void Of_what_a_CV_has_once_the_newest_counts_and_of_the_rest_everything()
    {
        var resume = ResumeJson.Of(MadeUpData.Of(
            (MadeUpData.Field("basics.name"), "Anna Förr"), (MadeUpData.Field("work.summary"), "Svetsare"),
            (MadeUpData.Field("basics.name"), "Anna Nu"), (MadeUpData.Field("work.summary"), "Plåtslagare"),
            (MadeUpData.Field(null), "Inte i en meritförteckning")));

        Assert.Equal("Anna Nu", (string?)resume["basics"]!["name"]);
        Assert.Equal(["Plåtslagare", "Svetsare"], resume["work"]!.AsArray().Select(work => (string?)work!["summary"]));
        Assert.All(resume["work"]!.AsArray(), work => Assert.Single(work!.AsObject()));
        Assert.Equal("2026-06-01T12:03:00Z", (string?)resume["meta"]!["lastModified"]);
        Assert.Equal(["$schema", "basics", "work", "meta"], resume.Select(pair => pair.Key));
    }

    [Theory]
    [InlineData(ResumePlaces.Email, FieldType.Email, "nobody")]
    [InlineData(ResumePlaces.Email, FieldType.Email, "Anna <anna@jobs.example>")]
    [InlineData(ResumePlaces.Url, FieldType.Url, "anna.example")]
    public void What_the_format_would_refuse_is_left_out(string place, FieldType type, string value) =>
        Assert.Null(ResumeJson.Of(MadeUpData.Of((MadeUpData.Field(place, type), value)))["basics"]);

    [Theory]
    [InlineData("SE", "SE")]
    [InlineData("US-CA", "US")]
    public void A_country_is_told_by_its_own_code(string value, string code) => Assert.Equal(code,
        (string?)ResumeJson.Of(MadeUpData.Of((MadeUpData.Field(ResumePlaces.Country, FieldType.Country), value)))
            ["basics"]!["location"]!["countryCode"]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_account_of_a_job_seeker_makes_a_CV(int engine)
    {
        var schema = await ResumeSchema.ReadAsync();
        await using var app = await OmbudApp.StartAsync((Ombud.Database.Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        await anna.GiveAsync("email", "contact-details", "anna@jobs.example");
        await anna.GiveAsync("phone", "contact-details", "+46701234567");
        await anna.GiveAsync("country", "contact-details", "SE");
        await anna.GiveAsync("address", "contact-details", "Provgatan 1\n111 11 Provstad");
        await anna.GiveAsync("current-role", "professional-role", "Svetsare");
        await anna.GiveAsync("employment", "cv-employment", "Svetsare hos Provbolaget, 2019–2024");
        await anna.GiveAsync("education", "cv-education", "Industriprogrammet");
        await anna.GiveAsync("skills", "cv-skills", "TIG, MIG, svenska, engelska");
        await anna.GiveAsync("preferences", "cv-preferences", "Helst dagtid");
        await anna.GiveAsync("employment", "cv-employment", "Någon annans ord",
            alter: record => record with { GivenBy = Ombud.Policies.Deciding.SubjectId.New(TimeProvider.System) });

        var text = await OwnDataTests.TextAsync(browser, "/sv" + DownloadPortable.Resume);

        Assert.Empty(schema.Validate(text));
        var resume = JsonNode.Parse(text)!.AsObject();
        resume.Remove("meta");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {
              "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
              "basics": {
                "name": "Anna Exempel", "label": "Svetsare", "email": "anna@jobs.example", "phone": "+46701234567",
                "location": { "address": "Provgatan 1\n111 11 Provstad", "countryCode": "SE" }
              },
              "work": [ { "summary": "Svetsare hos Provbolaget, 2019–2024" } ],
              "education": [ { "area": "Industriprogrammet" } ],
              "skills": [ { "name": "TIG, MIG, svenska, engelska" } ]
            }
            """), resume), text);
    }

    private static string? ValueAt(JsonNode resume, string place)
    {
        var node = resume;
        foreach (var key in place.Split('.'))
            node = node is JsonArray many ? Assert.Single(many)![key]! : node[key]!;
        return (string?)node;
    }
}
