using Npgsql;
using Ombud.Log;
using Ombud.Tests.Running;
using Ombud.Tests.Storage.Plans;

namespace Ombud.Tests.Storage;

/// <summary>On tables partitioned by hash of the bucket: what is refused, and how many partitions a statement touches.</summary>
public sealed class PartitionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_statement_without_its_bucket_touches_them_all()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Partitioned);
        await using var connection = await TestDb.OpenAsync(app.Storage);

        var scans = await StatementPlan.OfAsync(
            (NpgsqlConnection)connection, "select version from standing where subject_id = @subject");

        Assert.Equal(Partitions.Count, scans.Select(scan => scan.Partition).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_key_without_the_bucket_is_refused()
    {
        using var storage = TestStorage.Create(StorageKind.Partitioned);
        using var connection = new NpgsqlConnection(storage.OwnerConnection);
        connection.Open();
        using (var create = new NpgsqlCommand("create table bad (bucket smallint, subject_id uuid primary key)", connection))
            create.ExecuteNonQuery();

        using var partition = new NpgsqlCommand(Partitions.SqlFor("bad"), connection);
        var refusal = Assert.Throws<PostgresException>(() => partition.ExecuteNonQuery());

        Assert.Equal(PostgresErrorCodes.FeatureNotSupported, refusal.SqlState);
    }
}
