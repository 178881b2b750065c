using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Log.Sequencing;

namespace Ombud.Tests.Running;

/// <summary>The whole product in this process, on a free loopback port, with its own folders or database and clock.</summary>
internal sealed class OmbudApp : IAsyncDisposable
{
    private static readonly Ombud.Log.FactType[] SampleFacts =
    [
        Ombud.Log.FactType.Of("test.sample-met", () => Ombud.Tests.Decisions.SamplePeopleJson.Default.SampleMet),
        Ombud.Log.FactType.Of("test.sample-resided", () => Ombud.Tests.Decisions.SamplePeopleJson.Default.SampleResided),
        Ombud.Log.FactType.Of("test.sample-marked", () => Ombud.Tests.Decisions.SamplePeopleJson.Default.SampleMarked),
    ];

    private readonly WebApplication _app;
    private readonly TestStorage _storage;

    private OmbudApp(WebApplication app, TestStorage storage, CapturedLogs logs, FakeTimeProvider? clock)
    {
        (_app, _storage, Logs, Clock) = (app, storage, logs, clock);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>A client without cookies that follows no redirect.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Every line that was logged.</summary>
    public CapturedLogs Logs { get; }

    /// <summary>The clock, where the test asked for one it can set.</summary>
    public FakeTimeProvider? Clock { get; }

    public TestStorage Storage => _storage;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts the product on a storage of its own.</summary>
    public static Task<OmbudApp> StartAsync(
        Engine engine = Engine.Sqlite, FakeTimeProvider? clock = null, params string[] settings) =>
        StartAsync(TestStorage.Create(engine), clock, settings);

    /// <summary>Starts the product on a storage of its own.</summary>
    public static Task<OmbudApp> StartAsync(StorageKind kind, FakeTimeProvider? clock = null, params string[] settings) =>
        StartAsync(TestStorage.Create(kind), clock, settings);

    /// <summary>Starts the product on a storage that is there already, as after a restart.</summary>
    public static async Task<OmbudApp> StartAsync(
        TestStorage storage, FakeTimeProvider? clock = null, params string[] settings)
    {
        var logs = new CapturedLogs();
        string[] args = [
            .. storage.Arguments, "--urls", "http://127.0.0.1:0", "--environment", "Development", .. settings];
        var app = await Host.BuildAsync(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddSingleton(Ombud.Log.FactType.Of("test.sample-given", () => Ombud.Tests.Log.SampleJson.Default.SampleGiven));
            builder.Services.AddSingleton(Ombud.Log.FactType.Of("test.sample-withdrawn",
                () => Ombud.Tests.Log.SampleJson.Default.SampleWithdrawn));
            builder.Services.AddSingleton(Ombud.Log.FactType.Of(
                "test.sample-counted", () => Ombud.Tests.Log.SampleJson.Default.SampleCounted));
            builder.Services.AddSingleton(TextWriter.Null);
            builder.Services.AddSingleton(Ombud.Log.FactType.Of(
                "test.sample-erased", () => Ombud.Tests.SignIn.SampleErasedJson.Default.SampleErased));
            foreach (var type in SampleFacts)
                builder.Services.AddSingleton(type);
            builder.Services.AddSingleton(new Ombud.Assurance.Measuring.ControlSchedule(IsOn: false));
            if (clock is not null)
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        });
        Ombud.Tests.SignIn.SampleEndpoints.Map(app);
        // Work begins with it at hand, as it does in a product that was started long ago.
        await using (var context = await app.Services.GetRequiredService<IDbContextFactory<OmbudContext>>().CreateDbContextAsync())
            _ = context.Model;
        await app.StartAsync();
        return new OmbudApp(app, storage, logs, clock);
    }

    /// <summary>Takes every fact that waits into the tree; where another process sequences, waits for it.</summary>
    public async Task SequenceAsync()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await Get<Sequencer>().SequenceAsync(CancellationToken.None) == 0 && await WaitingAsync() == 0)
                return;
            await Task.Delay(50);
        }
        Assert.Fail("Facts were not taken into the tree within half a minute.");
    }

    /// <summary>Runs one control now.</summary>
    public Task<Measurement> MeasureAsync(string control) =>
        Get<ControlRunner>().Controls.Single(known => known.Id == control).MeasureAsync(CancellationToken.None);

    private async Task<long> WaitingAsync()
    {
        await using var connection = await Get<Db>().OpenAsync(CancellationToken.None);
        await using var count = connection.Command("select count(*) from unsequenced");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Stops the product and keeps its storage.</summary>
    public async Task<TestStorage> StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        return _storage;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _storage.Dispose();
    }
}
