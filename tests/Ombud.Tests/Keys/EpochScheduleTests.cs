using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Keys.Rotation;
using Ombud.Tests.Running;

namespace Ombud.Tests.Keys;

public sealed class EpochScheduleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_epoch_ends_after_its_days_and_the_erasure_says_from_when_no_copy_opens(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var (schedule, erase) = (app.Get<EpochSchedule>(), app.Get<EraseSubject>());
        app.Clock!.Advance(TimeSpan.FromDays(9));
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.7f3a");
        var other = await StoredPerson.WithRecordsAsync(app, "canary.other");
        var asked = await erase.AskAsync(subject, ErasureReason.Asked, "self", None);
        var began = await EpochAsync(app);
        Assert.Null((await app.Get<ErasureReceipts>().FindAsync(subject, None))!.Copies);
        await erase.RunAsync(subject, None);

        Assert.False(await schedule.RunDueAsync(None));
        var planned = (await app.Get<ErasureReceipts>().FindAsync(subject, None))!.Copies;
        Assert.Equal(new EpochEnd(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero), IsOver: false), planned);
        var page = await app.Http.GetStringAsync($"/en/erasure/{asked!.ReceiptId}", None);
        Assert.Contains("as planned", page, StringComparison.Ordinal);

        app.Clock!.Advance(TimeSpan.FromDays(22));
        for (var tries = 0; await EpochAsync(app) == began; tries++)
        {
            Assert.True(tries < 400, "The epoch was not rotated by itself within twenty seconds.");
            await Task.Delay(50, None);
        }

        app.Get<KeyRing>().ForgetOpenKeys();
        Assert.NotNull(await app.Get<KeyRing>().FindAsync(KeyName.Facts(other), None));
        Assert.True((await app.Get<ErasureReceipts>().FindAsync(subject, None))!.Copies is { IsOver: true });
        page = await app.Http.GetStringAsync($"/en/erasure/{asked.ReceiptId}", None);
        Assert.Contains("since 1 April 2026", page, StringComparison.Ordinal);
        Assert.False(await schedule.RunDueAsync(None));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task A_length_that_is_no_number_of_days_is_named_at_start(string days)
    {
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(
            () => OmbudApp.StartAsync(Engine.Sqlite, null, $"--Keys:EpochDays={days}"));

        Assert.Contains("Keys__EpochDays", Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    // The oldest that is left: it moves only when those before it have been destroyed.
    private static async Task<long> EpochAsync(OmbudApp app)
    {
        await using var connection = await app.Get<KeyStore>().Db.OpenAsync(None);
        await using var oldest = connection.Command("select min(epoch) from epoch");
        return Convert.ToInt64(await oldest.ExecuteScalarAsync(None), System.Globalization.CultureInfo.InvariantCulture);
    }
}
