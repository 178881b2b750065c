using Ombud.Database.Guarding;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;

namespace Ombud.Tests.Log;

/// <summary>The control <c>trail-verifies</c>, and what makes it fail.</summary>
public sealed class TrailVerifiesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite, "update trail_entry set commitment = (select commitment from trail_entry where position = 1) where position = 0")]
    [InlineData(StorageKind.Sqlite, "delete from trail_entry where position = 0")]
    [InlineData(StorageKind.Sqlite, "update checkpoint set note = replace(note, '—', '–')")]
    [InlineData(StorageKind.Sqlite, "delete from checkpoint where size = (select max(size) from checkpoint)")]
    [InlineData(StorageKind.Sqlite, "update trail_tile set hashes = zeroblob(length(hashes)) where level = 0 and position = 0")]
    [InlineData(StorageKind.Sqlite, "update fact set commitment = zeroblob(32)")]
    [InlineData(StorageKind.Sqlite, "update clear_fact set commitment = zeroblob(32)")]
    [InlineData(StorageKind.Postgres, "update fact set commitment = decode(repeat('00', 32), 'hex')")]
    [InlineData(StorageKind.Postgres, "update trail_entry set commitment = (select commitment from trail_entry where position = 1) where position = 0")]
    [InlineData(StorageKind.Postgres, "delete from trail_entry where position = 0")]
    [InlineData(StorageKind.Postgres, "update checkpoint set note = replace(note, '—', '–')")]
    [InlineData(StorageKind.Postgres, "update trail_tile set hashes = decode(repeat('00', length(hashes)), 'hex') where level = 0 and position = 0")]
    public async Task Whoever_changes_a_row_of_the_trail_is_found_out(StorageKind kind, string sql)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
            await app.Get<Ledger>().AppendAsync(null, new SampleCounted(i), None);
            await app.SequenceAsync();
        }
        Assert.True((await app.MeasureAsync("trail-verifies")).Holds);

        // Of somebody who holds the file or the owner's password, and takes the triggers away first.
        await using var connection = await TestDb.OpenAsync(app.Storage);
        if (kind is StorageKind.Sqlite)
        {
            foreach (var table in AppendOnly.Tables.Concat(AppendOnly.ErasableByOwner))
            {
                await TestDb.RunAsync(connection, $"drop trigger {table}_no_update");
                await TestDb.RunAsync(connection, $"drop trigger if exists {table}_no_delete");
            }
        }
        Assert.InRange(await TestDb.RunAsync(connection, sql), 1, int.MaxValue);

        var afresh = await OmbudApp.StartAsync(app.Storage);
        Assert.False((await afresh.MeasureAsync("trail-verifies")).Holds);
        await afresh.StopAsync();
    }
}
