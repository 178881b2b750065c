using System.Data.Common;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log;

/// <summary>Reads where people stand.</summary>
internal sealed class Standings(Db db, KeyRing keys, SealedStanding standings)
{
    private const string Sql = "select version, is_erased, sealed from standing where bucket = @bucket and subject_id = @subject";

    /// <summary>Where a person stands now; null for one never met.</summary>
    public async Task<StandingState?> FindAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await FindAsync(connection, null, subject, cancel);
    }

    /// <inheritdoc cref="FindAsync(SubjectId, CancellationToken)"/>
    public async Task<StandingState?> FindAsync(
        DbConnection connection, DbTransaction? transaction, SubjectId subject, CancellationToken cancel)
    {
        if (await ReadAsync(connection, transaction, subject, cancel) is not { } stored)
            return null;
        if (stored.IsErased)
            return SealedStanding.Erased(stored.Version);

        // No key although the row is not erased: the erasure committed its keys' end just now.
        return await keys.FindAsync(KeyName.Facts(subject), cancel) is { } key
            ? standings.Open(subject, stored.Sealed, key)
            : SealedStanding.Erased(stored.Version);
    }

    /// <summary>Version and erasure alone, without opening anything.</summary>
    public static async Task<StoredStanding?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, SubjectId subject, CancellationToken cancel)
    {
        await using var select = connection.Command(Sql, transaction)
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new StoredStanding(subject, reader.GetInt64(0), reader.GetBoolean(1), reader.BytesAt(2))
            : null;
    }
}
