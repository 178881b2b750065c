using System.Data.Common;
using Ombud.Database;

namespace Ombud.Backup.Replaying;

/// <summary>
/// Marks a database that was put back from a backup: nothing is answered from it before the journal was replayed. A row of the
/// leases that nobody takes, so that it is there in every version of the schema and goes with the database wherever it goes.
/// </summary>
/// <param name="Backup">Id of the backup.</param>
/// <param name="TreeSize">Number of leaves that the backup's newest checkpoint signs.</param>
/// <param name="MadeAt">When the backup was made.</param>
internal sealed record RestoreMark(Guid Backup, long TreeSize, DateTimeOffset MadeAt)
{
    private const string Name = "restored";

    /// <summary>Reads it; null where the database was not put back, or has been replayed.</summary>
    public static async Task<RestoreMark?> ReadAsync(Db db, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await ReadAsync(connection, null, cancel);
    }

    /// <inheritdoc cref="ReadAsync(Db, CancellationToken)"/>
    public static async Task<RestoreMark?> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var select = connection.Command("select holder, fence, until from lease where name = @name", transaction)
            .With("name", Name);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new RestoreMark(reader.GuidAt(0), reader.GetInt64(1), reader.MomentAt(2)) : null;
    }

    /// <summary>Sets it. The leases of the day of the backup are nobody's any more, and go.</summary>
    public async Task SetAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var set = connection.Command(
            """
            delete from lease;
            insert into lease (name, holder, fence, until) values (@name, @backup, @size, @at);
            """, transaction).With("name", Name).With("backup", Backup).With("size", TreeSize).With("at", Micros.Of(MadeAt));
        await set.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Frees what a start that was killed held: nobody else is at work while the mark stands.</summary>
    public static async Task FreeLeasesAsync(Db db, string but, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var free = connection.Command("delete from lease where name <> @name and name <> @but")
            .With("name", Name).With("but", but);
        await free.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Lifts it, in the transaction of the fact that says so.</summary>
    public static async Task LiftAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var lift = connection.Command("delete from lease where name = @name", transaction).With("name", Name);
        await lift.ExecuteNonQueryAsync(cancel);
    }
}
