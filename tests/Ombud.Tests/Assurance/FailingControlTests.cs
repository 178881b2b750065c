using System.Text;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.People;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>One running product whose stored data nobody tampers with.</summary>
public sealed class UntamperedApp : IAsyncLifetime
{
    private OmbudApp? _app;

    internal OmbudApp App => _app!;

    /// <summary>By control, what it finds where nothing is amiss.</summary>
    internal IReadOnlyDictionary<string, EvidenceRow> Sound { get; private set; } = new Dictionary<string, EvidenceRow>();

    public async ValueTask InitializeAsync()
    {
        _app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await _app.Get<ControlRunner>().RunAllAsync(CancellationToken.None);
        Sound = await _app.Get<EvidenceStore>().ReadAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>No control that cannot fail.</summary>
public sealed class FailingControlTests(UntamperedApp shared) : IClassFixture<UntamperedApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> ByPack => [.. PackBreaks.All.Keys];

    public static TheoryData<string> ByPage => [.. PageBreaks.All.Keys];

    public static TheoryData<string> ByTampering => [.. TamperBreaks.All.Keys, .. SystemBreaks.All.Keys];

    [Theory]
    [MemberData(nameof(ByPack))]
    public async Task A_control_fails_where_the_pack_says_otherwise_than_the_product_does(string control) =>
        Fails(control, await PackBreaks.All[control](shared.App));

    [Theory]
    [MemberData(nameof(ByPage))]
    public async Task A_control_fails_on_a_page_where_it_is_not_so(string control) =>
        Fails(control, await PageBreaks.All[control](shared.App));

    [Theory]
    [MemberData(nameof(ByTampering))]
    public async Task A_control_fails_after_what_it_watches_was_tampered_with(string control)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());

        Fails(control, await TamperBreaks.All.Concat(SystemBreaks.All).First(one => one.Key == control).Value(app));
    }

    // A figure that stays as it was would tell readers of one language that all is well.
    private void Fails(string control, Measurement measured)
    {
        Assert.False(measured.Holds);
        var sound = shared.Sound[control];
        if (!sound.Holds)
            return;
        Assert.NotEqual(sound.Figure.In(Language.Swedish), measured.Figure.In(Language.Swedish));
        Assert.NotEqual(sound.Figure.In(Language.English), measured.Figure.In(Language.English));
    }

    [Theory]
    [InlineData(0, "utf-8")]
    [InlineData(0, "base64")]
    [InlineData(1, "utf-8")]
    [InlineData(1, "base64")]
    public async Task A_plain_value_in_a_column_of_the_database_is_found(int engine, string form)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, FreshProductTests.Clock());
        app.Get<CanaryPlanter>().Planted = canary => TamperBreaks.RunAsync(app,
            $"insert into published_version (version, digest) values ('left', '{(form is "utf-8" ? canary.Values[0]
                : Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + canary.Values[0] + "y")))}')");

        Assert.False((await app.MeasureAsync<NoPlainCanary>()).Holds);
    }

    [Fact]
    public async Task A_plain_value_in_the_log_is_found()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        app.Get<CanaryPlanter>().Planted = canary =>
        {
            Microsoft.Extensions.Logging.LoggerExtensions.LogError(
                app.Get<Microsoft.Extensions.Logging.ILogger<FailingControlTests>>(), "{Value}", canary.Values[0]);
            return Task.CompletedTask;
        };

        var measured = await app.MeasureAsync<NoPlainCanary>();

        Assert.False(measured.Holds);
        Assert.Contains("log", measured.Figure.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_control_has_a_test_that_makes_it_fail() => Assert.Equal(
        shared.App.Get<ControlRunner>().Controls.Select(control => control.Id),
        PackBreaks.All.Keys.Concat(PageBreaks.All.Keys).Concat(TamperBreaks.All.Keys).Concat(SystemBreaks.All.Keys)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_pack_names_every_control_that_there_is_and_no_other()
    {
        var named = shared.App.Get<NoticeBook>().InForce()!.Clauses.SelectMany(clause => clause.Statements)
            .Select(statement => statement.Control).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(named, shared.App.Get<ControlRunner>().Controls.Select(control => control.Id));
    }

    [Fact]
    public async Task A_control_that_cannot_measure_has_shown_nothing()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(app, "drop table outbox");

        await app.Get<ControlRunner>().RunAllAsync(None);

        var result = (await app.Get<EvidenceStore>().ReadAsync(None))["others-need-confirmation"];
        Assert.False(result.Holds);
        Assert.StartsWith("could not be measured", result.FigureEn, StringComparison.Ordinal);
    }
}
