using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Collection.Storing;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Subjects;

namespace Ombud.Tests.Collection;

public sealed class IdempotencyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_same_key_and_body_give_the_same_answer_and_another_body_a_conflict(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);

        var first = await app.SubmitAsync("contact-message", CollectionApp.Example(), "k-1");
        var again = await app.SubmitAsync("contact-message", CollectionApp.Example(), "k-1");
        var other = CollectionApp.Example();
        other["choices"] = new Dictionary<string, bool> { ["newsletters"] = true };
        var altered = await app.SubmitAsync("contact-message", other, "k-1");

        Assert.Equal(201, first.Status);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal((409, "idempotency-key-reused"), (altered.Status, altered.Reason));
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "submission"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Eight_at_once_make_one(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => app.SubmitAsync("contact-message", CollectionApp.Example(), "k-8")));

        Assert.All(answers, answer => Assert.True(answer.Status == 201, answer.Text));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        var rows = await StoredRows.CountAsync(app.App);
        Assert.Equal((1, 1, 3), (rows["subject"], rows["submission"], rows["record"]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public async Task A_retry_after_a_crash_ends_with_the_same_ids_and_nothing_half(int engine, int step)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        var submit = app.App.Get<SubmitPoint>();
        submit.Reached = at =>
        {
            if (at == (SubmissionStep)step)
                throw new InvalidOperationException("The process dies here.");
        };

        Assert.Equal(500, (await app.SubmitAsync("contact-message", CollectionApp.Example(), "k-crash")).Status);
        var half = await StoredRows.CountAsync(app.App);
        // Either everything of the person is there, or nothing is.
        var stored = step == (int)SubmissionStep.Stored ? 1 : 0;
        Assert.Equal((stored, stored, 3 * stored), (half["subject"], half["submission"], half["record"]));

        submit.Reached = null;
        var first = await app.SubmitAsync("contact-message", CollectionApp.Example(), "k-crash");
        var second = await app.SubmitAsync("contact-message", CollectionApp.Example(), "k-crash");

        Assert.True(first.Status == 201, first.Text);
        Assert.Equal(first.Text, second.Text);
        var rows = await StoredRows.CountAsync(app.App);
        Assert.Equal((1, 1, 3, 1), (rows["subject"], rows["submission"], rows["record"], rows["lookup"]));
        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        Assert.False((await context.Set<LookupRow>().SingleAsync()).IsProvisional);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 2, 1)]
    public async Task What_nobody_retries_is_ended_by_the_sweep(int engine, int step, int left)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        await using var app = await CollectionApp.StartAsync((Engine)engine, clock);
        app.App.Get<SubmitPoint>().Reached = at =>
        {
            if (at == (SubmissionStep)step)
                throw new InvalidOperationException("The process dies here.");
        };
        Assert.Equal(500, (await app.SubmitAsync("contact-message", CollectionApp.Example())).Status);
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "lookup"));

        await app.App.Get<ProvisionalSweep>().SweepAsync(CancellationToken.None);
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "lookup"));
        clock.Advance(TimeSpan.FromMinutes(11));
        await app.App.Get<ProvisionalSweep>().SweepAsync(CancellationToken.None);

        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        var rows = await context.Set<LookupRow>().ToListAsync();
        Assert.Equal(left, rows.Count);
        Assert.DoesNotContain(rows, row => row.IsProvisional);
    }
}
