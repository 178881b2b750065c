using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Measuring;
using Ombud.Assurance.Word;
using Ombud.Database;
using Ombud.Layout.Parts;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>When a promise counts as kept.</summary>
public sealed class PromiseBookTests : IAsyncLifetime
{
    private const string Kept = "nothing-past-its-end";
    private const string Other = "sweeper-runs";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _clock = FreshProductTests.Clock();
    private OmbudApp? _app;

    private OmbudApp App => _app!;

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    public async ValueTask InitializeAsync() => _app = await OmbudApp.StartAsync(Engine.Sqlite, _clock);

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_promise_is_kept_when_each_statement_was_measured_and_is_so()
    {
        await MeasuredAsync(Kept, holds: true);
        await MeasuredAsync(Other, holds: true);

        Assert.Equal(PromiseState.Kept, await StateAsync(By(Kept), By(Other)));
    }

    [Fact]
    public async Task A_statement_that_nothing_measures_makes_it_not_built()
    {
        await MeasuredAsync(Kept, holds: true);

        Assert.Equal(PromiseState.NotYetBuilt, await StateAsync(By(Kept), By(null)));
        Assert.Equal(PromiseState.NotYetBuilt, await StateAsync(By(Kept), By("a-control-nobody-built")));
    }

    [Fact]
    public async Task A_statement_that_fails_makes_it_not_kept_whatever_else_is_missing()
    {
        await MeasuredAsync(Kept, holds: true);
        await MeasuredAsync(Other, holds: false);

        Assert.Equal(PromiseState.NotKept, await StateAsync(By(Kept), By(Other)));
        Assert.Equal(PromiseState.NotKept, await StateAsync(By(null), By(Other)));
        Assert.Equal(PromiseState.NotKept, await StateAsync(By(Other), Vouched(Today)));
    }

    [Fact]
    public async Task A_result_older_than_its_interval_counts_as_not_kept()
    {
        await MeasuredAsync(Kept, holds: true);
        var interval = App.Get<ControlRunner>().Controls.Single(control => control.Id == Kept).Interval;

        _clock.Advance(interval);
        Assert.Equal(PromiseState.Kept, await StateAsync(By(Kept)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PromiseState.NotKept, await StateAsync(By(Kept)));
    }

    [Fact]
    public async Task A_control_that_has_not_measured_yet_is_not_kept() =>
        Assert.Equal(PromiseState.NotKept, await StateAsync(By(Kept)));

    [Fact]
    public async Task An_attested_statement_counts_to_its_last_day_and_not_after()
    {
        await MeasuredAsync(Kept, holds: true);

        Assert.Equal(PromiseState.Attested, await StateAsync(Vouched(Today)));
        Assert.Equal(PromiseState.Kept, await StateAsync(By(Kept), Vouched(Today)));
        Assert.Equal(PromiseState.NotKept, await StateAsync(Vouched(Today.AddDays(-1))));
        Assert.Equal(PromiseState.NotKept, await StateAsync(Vouched(Today.AddDays(9), from: Today.AddDays(1))));
    }

    private Task MeasuredAsync(string control, bool holds) => App.Get<EvidenceStore>().WriteAsync(
        new EvidenceRow { Control = control, Holds = holds, FigureSv = "1", FigureEn = "1", MeasuredAt = _clock.GetUtcNow() }, None);

    private async Task<PromiseState> StateAsync(params Statement[] statements)
    {
        var book = App.Book(version => version with { Clauses = [version.Clauses[0] with { Statements = statements }] });
        return Assert.Single(await App.Make<PromiseBook>(book).ReadAsync(None)).State;
    }

    private static Statement By(string? control) => new() { Says = LocalizedText.Same("a statement"), Control = control };

    private Statement Vouched(DateOnly until, DateOnly? from = null) =>
        By(null) with { Attested = new Attestation("the officer", from ?? until.AddDays(-30), until) };
}
