using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;

namespace Ombud.Log.Writing;

/// <summary>A standing as it lies in the database.</summary>
internal readonly record struct StoredStanding(SubjectId Subject, long Version, bool IsErased, byte[] Sealed);

/// <summary>The ledger's statements, each engine's own: arrays on PostgreSQL, prepared inserts on SQLite.</summary>
internal abstract class LedgerStatements
{
    /// <param name="transaction">Null where <see cref="WriteAsync"/> is all: what it sends is one transaction of its own.</param>
    public static LedgerStatements For(DbConnection connection, DbTransaction? transaction) =>
        connection is SqliteConnection sqlite
            ? new SqliteLedgerStatements(sqlite, (SqliteTransaction)transaction!)
            : new PostgresLedgerStatements((NpgsqlConnection)connection, (NpgsqlTransaction?)transaction);

    /// <summary>
    /// Whether somebody else wrote first, so that reading anew and trying again is the answer: a row was there already, or a
    /// standing moved.
    /// </summary>
    public static bool IsCollision(Exception failure) => failure is StandingMovedException || DbFailure.IsUnique(failure);

    /// <summary>Reads standings and, on PostgreSQL, locks them until the commit.</summary>
    public abstract Task<IReadOnlyList<StoredStanding>> ReadStandingsAsync(
        IReadOnlyList<SubjectId> subjects, CancellationToken cancel);

    /// <summary>Which of these requests were made before and are still remembered.</summary>
    public abstract Task<IReadOnlyList<IdempotencyRow>> ReadClaimsAsync(
        IReadOnlyList<RequestMark> marks, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes everything; the caller commits.</summary>
    /// <exception cref="StandingMovedException">Another process changed a standing since it was read.</exception>
    public abstract Task WriteAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes everything and commits.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public abstract Task CommitAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>A standing, or who used a request's key, changed between reading and writing; the group is tried again.</summary>
internal sealed class StandingMovedException() : Exception("A standing changed while facts were written; try again.");
