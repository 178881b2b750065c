using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ombud.Database;

/// <summary>Tells failures apart by SQLSTATE and SQLite's codes, never by a constraint's name or a message.</summary>
internal static class DbFailure
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteError = 1, SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteInputOutput = 10,
        SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNotADatabase = 26, SqliteForeignKey = 787;

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

    /// <summary>Whether a row that others point to was to be deleted, or one points to a row that is not there.</summary>
    public static bool IsForeignKey(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.ForeignKeyViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SqliteForeignKey,
        _ => false,
    };

    /// <summary>Whether a table is not there, or not yet for this role.</summary>
    public static bool IsTableMissing(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteError,
        _ => false,
    };

    /// <summary>Whether a file is no SQLite database, or one that was cut off.</summary>
    public static bool IsDamaged(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };
}
