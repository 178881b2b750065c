using System.Text.Json.Serialization;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.Api;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Decisions;

/// <summary>A value of a made-up person, as a collection point would have taken it.</summary>
internal sealed record SampleValue(string Category, string Field, string Value, string Point = "job-seeker-account")
{
    public string Controller { get; init; } = "aerotek-se";
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>As whom it was given; null for the first of the person's kinds.</summary>
    public string? Kind { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }
}

/// <summary>Stores made-up people by the same seals and changes as the product.</summary>
internal static class SamplePeople
{
    /// <summary>A client to whom data of job seekers may be given.</summary>
    public const string Client = "bjorkdal-industri";

    /// <summary>Gives fields of a job seeker's to the client.</summary>
    /// <returns>Id of the disclosure.</returns>
    public static async Task<Guid> HandOverAsync(ApiClient api, SubjectId subject, params string[] fields)
    {
        var answer = await AskForAsync(api, subject, fields);
        Assert.True(answer.Status is System.Net.HttpStatusCode.Created, answer.Text);
        return answer.Json.GetProperty("disclosure").GetProperty("id").GetGuid();
    }

    /// <summary>Asks for fields of a job seeker's on behalf of the client.</summary>
    public static Task<Answer> AskForAsync(ApiClient api, SubjectId subject, params string[] fields) => api.PostAsync("/disclosures", new
    {
        subject = subject.Value,
        controller = "aerotek-se",
        recipient = Client,
        purpose = "help-job-seekers",
        fields,
    });

    /// <summary>A job seeker in Sweden with a name, a mail address and an employment at Aerotek.</summary>
    public static Task<SubjectId> JobSeekerAsync(OmbudApp app) => AddAsync(
        app, "SE", ["job-seeker"], new("contact-details", "name", "Anna Canary Exempel"),
        new("contact-details", "email", "anna.canary@jobs.example"), new("cv-employment", "employment", "Svetsare, Canaryverken"));

    public static async Task<SubjectId> AddAsync(OmbudApp app, string residence, string[] kinds, params SampleValue[] values)
    {
        var (subject, none) = (SubjectId.New(app.Get<TimeProvider>()), CancellationToken.None);
        var (seal, now) = (app.Get<RecordSeal>(), app.Get<TimeProvider>().GetUtcNow());
        await app.Get<KeyRing>().EnsureAsync(
            [KeyName.Facts(subject), .. values.Select(value => seal.KeyOf(subject, value.Controller, value.Category))], none);
        await using var change = await app.Get<Changes>().BeginAsync(subject, none);
        foreach (var value in values)
        {
            change.Db.Add(await seal.SealAsync(
                new NewRecord
                {
                    Subject = subject, Controller = value.Controller, Kind = value.Kind ?? kinds[0],
                    Category = value.Category, Field = value.Field,
                    Point = value.Point, NoticeVersion = "2018-05-04", SubmissionId = Guid.CreateVersion7(now), Source = "web",
                    CollectedAt = value.CollectedAt ?? now, EndsAt = value.EndsAt, RetentionRule = "sample",
                    Value = new Personal<string>(value.Value),
                },
                Guid.CreateVersion7(now), none));
        }
        await change.CommitAsync([new SampleResided(residence), .. kinds.Select(kind => new SampleMet(kind))], none);
        return subject;
    }
}

internal sealed record SampleMet(string Kind) : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) => new StandingChange.Met(at, Kind);
}

internal sealed record SampleResided(string Country) : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) => new StandingChange.Residence(at, Country);
}

/// <summary>Marks that product code cannot set yet in a test: a child, isolation.</summary>
internal sealed record SampleMarked(string Mark) : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) => Mark is "child"
        ? new StandingChange.Child(at, IsOn: true)
        : new StandingChange.Isolation(at, IsOn: true);
}

[JsonSerializable(typeof(SampleMet))]
[JsonSerializable(typeof(SampleResided))]
[JsonSerializable(typeof(SampleMarked))]
internal sealed partial class SamplePeopleJson : JsonSerializerContext;
