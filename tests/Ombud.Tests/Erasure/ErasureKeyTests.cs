using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Tests.Api;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Erasure;

/// <summary>An erasure that is asked for twice under one key.</summary>
public sealed class ErasureKeyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_key_stands_for_one_person_and_one_body(int engine)
    {
        await using var app = await OmbudApp.StartAsync(
            (Engine)engine, new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)));
        var (subject, other) = (await SamplePeople.JobSeekerAsync(app), await SamplePeople.JobSeekerAsync(app));
        using var api = await ApiClient.CreateAsync(app);
        using var another = await ApiClient.CreateAsync(app);
        var (path, others) = ($"/subjects/{subject.Value}/erasure", $"/subjects/{other.Value}/erasure");

        // Refused calls remember nothing.
        (await api.PostAsync($"/subjects/{Guid.CreateVersion7()}/erasure", new { }, once: "k"))
            .IsProblem(HttpStatusCode.NotFound, "erasure-unknown");
        var first = await api.PostAsync(path, new { }, once: "k");
        var again = await api.PostAsync(path, new { }, once: "k");
        var withBody = await api.PostAsync(path, new { why = "other" }, once: "k");
        var someoneElse = await api.PostAsync(others, new { }, once: "k");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, again.Status));
        Assert.Equal(first.Json.GetProperty("receiptId").GetGuid(), again.Json.GetProperty("receiptId").GetGuid());
        withBody.IsProblem(HttpStatusCode.Conflict, "idempotency-key-reused");
        someoneElse.IsProblem(HttpStatusCode.Conflict, "idempotency-key-reused");
        (await api.GetAsync(others)).IsProblem(HttpStatusCode.NotFound, "erasure-unknown");
        // Keys of another application are its own.
        Assert.Equal(HttpStatusCode.Accepted, (await another.PostAsync(others, new { }, once: "k")).Status);
    }
}
