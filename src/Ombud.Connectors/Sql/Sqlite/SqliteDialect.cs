using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.Sqlite;

/// <summary>A SQLite file, by Microsoft.Data.Sqlite.</summary>
internal sealed partial class SqliteDialect : SqlDialect
{
    public override CatalogueQueries Catalogue => SqliteCatalogue.Queries;

    public override DbConnection Connect(string connection, SqlLimits limits)
    {
        var asked = new SqliteConnectionStringBuilder(connection);
        return new SqliteConnection(new SqliteConnectionStringBuilder(connection)
        {
            // Never made: a file that is not there is a mistake in its name, and an empty one would hold nobody.
            Mode = asked.Mode is SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : asked.Mode,
            // A pool keeps the file open after the run, and whoever replaces it meanwhile is not seen.
            Pooling = false,
            // References hold as they are declared, so that deleting leaves no row that refers to nothing.
            ForeignKeys = true,
            // The client library tries again for so long while another writes.
            DefaultTimeout = (int)limits.Busy.TotalSeconds,
        }.ConnectionString);
    }

    // What is deleted is overwritten in the file. The second statement reads, so that a file that is no database shows itself.
    public override async Task SettleAsync(DbConnection connection, SqlLimits limits, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma secure_delete = on";
        await command.ExecuteScalarAsync(cancel);
        command.CommandText = "select count(*) from sqlite_schema";
        await command.ExecuteScalarAsync(cancel);
    }

    // Not in double quotes: many builds of SQLite take a name in those that they do not know for a text, and a field that is
    // missing would be no error.
    public override string Quote(string name) => Quote(name, '`');

    public override void Bind(DbCommand command, object? value) => command.Parameters.Add(
        new SqliteParameter($"@p{command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}", value ?? DBNull.Value));

    // A value is as it was stored, and the column's affinity brings it into the column's type.
    public override bool TryFit(object value, SqlColumn column, out object fitting)
    {
        fitting = value;
        return true;
    }

    // Days are texts here, and a number is before every text; what is none is found too, so that it can be told.
    public override string? Older(string column, string place, Type type) =>
        $"({column} < {place} or typeof({column}) not in ('text', 'null')"
        + $" or {column} not glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*')";

    public override object Day(DateOnly day) => DayText.Of(day);

    public override SqlFailure Explain(Exception failure) =>
        failure is SqliteException e ? Explain(e) : new(SqlTrouble.ConnectionLost);

    private static SqlFailure Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        1 when e.Message.Contains("no such table", StringComparison.Ordinal) => new(SqlTrouble.NoSuchTable),
        1 when e.Message.Contains("unknown database", StringComparison.Ordinal) => new(SqlTrouble.NoSuchTable),
        1 when e.Message.Contains("no such column", StringComparison.Ordinal) => new(SqlTrouble.NoSuchField),
        3 or 23 => new(SqlTrouble.NotPermitted),
        8 => new(SqlTrouble.ReadOnly),
        5 or 6 => new(SqlTrouble.Locked),
        14 or 26 => new(SqlTrouble.CannotConnect),
        19 => e.SqliteExtendedErrorCode switch
        {
            787 => new(SqlTrouble.ReferredTo),
            1299 => new(SqlTrouble.NotNull, NameIn(NotNull(), e.Message)),
            1555 or 2067 or 2579 => new(SqlTrouble.NotUnique),
            275 or 1811 => new(SqlTrouble.CheckFailed),
            3091 => new(SqlTrouble.Unfit),
            var code => new(SqlTrouble.Other, code.ToString(CultureInfo.InvariantCulture)),
        },
        18 => new(SqlTrouble.TooLong),
        20 => new(SqlTrouble.Unfit),
        var code => new(SqlTrouble.Other, code.ToString(CultureInfo.InvariantCulture)),
    };

    // "NOT NULL constraint failed: table.field": names alone.
    [GeneratedRegex(
        @"NOT NULL constraint failed: [^']*\.(?<name>[^.']+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex NotNull();
}
