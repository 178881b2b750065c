using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Tests.Assurance;
using Ombud.Tests.Running;
using Ombud.Web;

namespace Ombud.Tests.Web;

/// <summary>What is said to whoever sends requests here.</summary>
public sealed class HealthTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_product_that_can_serve_says_so_once_its_sequencer_is_at_work(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);

        var (status, reasons) = await LookAsync(app);
        for (var attempt = 0; attempt < 100 && status is not HttpStatusCode.OK; attempt++)
        {
            await Task.Delay(100, None);
            (status, reasons) = await LookAsync(app);
        }

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(reasons);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_key_store_that_is_gone_and_a_database_that_takes_no_write_are_named_and_the_process_lives(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        await using (var keys = await app.Get<KeyStore>().Db.OpenAsync(None))
        {
            await using var drop = keys.Command("alter table installation rename to gone");
            await drop.ExecuteNonQueryAsync(None);
        }
        await using (var data = await Ombud.Tests.Storage.TestDb.OpenAsync(app.Storage))
        {
            await using var drop = data.Command("alter table lease rename to gone");
            await drop.ExecuteNonQueryAsync(None);
        }

        var (status, reasons) = await LookAsync(app);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("database-not-writable", reasons);
        Assert.Contains("key-store-not-readable", reasons);
        using var alive = await app.Http.GetAsync(new Uri("/livez", UriKind.Relative), None);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task A_sequencer_that_has_fallen_silent_is_named()
    {
        var clock = FreshProductTests.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        await app.SequenceAsync();
        // Its own clock stands still, and so does it; ours goes on.
        using var later = app.Make<Health>(new FakeTimeProvider(clock.GetUtcNow().AddMinutes(2)));

        Assert.Contains("sequencer-silent", (await later.LookAsync(None)).Reasons);
    }

    private static async Task<(HttpStatusCode Status, IReadOnlyList<string?> Reasons)> LookAsync(OmbudApp app)
    {
        using var answer = await app.Http.GetAsync(new Uri("/healthz", UriKind.Relative), None);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(None)).RootElement;
        return (answer.StatusCode, [.. json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())]);
    }
}
