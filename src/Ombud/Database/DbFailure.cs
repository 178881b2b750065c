using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ombud.Database;

/// <summary>Tells failures apart by SQLSTATE and SQLite's codes, never by a constraint's name or a message.</summary>
internal static class DbFailure
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteInputOutput = 10,
        SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNotADatabase = 26, SqliteForeignKey = 787,
        SqlitePrimaryKey = 1555, SqliteUnique = 2067;

    // ENOSPC, and ERROR_DISK_FULL as an HRESULT.
    private const int NoSpaceOnUnix = 28, NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>
    /// Whether the database as a whole cannot be written now (full, gone, shutting down, locked), so that trying the next
    /// row alone would only fail again.
    /// </summary>
    public static bool IsOfWholeDatabase(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState[..2] is "08" or "25" or "53" or "57" or "58" or "XX",
        NpgsqlException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode
            is SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteInputOutput or SqliteCorrupt or SqliteFull or SqliteCannotOpen
            or SqliteNotADatabase,
        IOException or TimeoutException => true,
        _ => failure.InnerException is { } inner && IsOfWholeDatabase(inner),
    };

    /// <summary>Whether there is no room to write in.</summary>
    public static bool IsFull(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        IOException file => file.HResult is NoSpaceOnUnix or NoSpaceOnWindows,
        _ => failure.InnerException is { } inner && IsFull(inner),
    };

    /// <summary>Whether a transaction lost a race with another (deadlock, serialisation) and may succeed if done again.</summary>
    public static bool IsOfRace(Exception failure) => failure switch
    {
        PostgresException postgres =>
            postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => failure.InnerException is { } inner && IsOfRace(inner),
    };

    /// <summary>Whether a row that others point to was to be deleted, or one points to a row that is not there.</summary>
    public static bool IsForeignKey(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.ForeignKeyViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SqliteForeignKey,
        _ => false,
    };

    /// <summary>Whether a row was there already.</summary>
    public static bool IsUnique(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        _ => failure.InnerException is { } inner && IsUnique(inner),
    };

    /// <summary>What an operator can mend about a database, in words that repeat no connection string; null for the rest.</summary>
    /// <param name="names">The settings that name the database.</param>
    public static string? Explain(Exception failure, string names) => failure switch
    {
        PostgresException { SqlState: ['2', '8', ..] or PostgresErrorCodes.InsufficientPrivilege } refused =>
            $"PostgreSQL refuses a role of {names} ({refused.SqlState}).",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"PostgreSQL has no database of the name in {names}.",
        PostgresException => null,
        NpgsqlException => $"PostgreSQL does not answer: see {names}.",
        _ when IsDamaged(failure) => $"The database of {names} is damaged or no database. Restore a backup.",
        _ => null,
    };

    /// <summary>Whether a file is no SQLite database, or one that was cut off.</summary>
    public static bool IsDamaged(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };
}
