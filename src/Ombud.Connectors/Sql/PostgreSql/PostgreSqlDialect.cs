using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.PostgreSql;

/// <summary>PostgreSQL, by Npgsql.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private const int NameBytesMax = 63;

    public override CatalogueQueries Catalogue => PostgreSqlCatalogue.Queries;

    public override DbConnection Connect(string connection, SqlLimits limits) =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection)
        {
            // A run opens one connection and closes it; a pool would keep it on somebody else's server for nobody.
            Pooling = false,
            Enlist = false,
            Timeout = (int)limits.Connect.TotalSeconds,
            CommandTimeout = (int)limits.Command.TotalSeconds,
            ApplicationName = "ombud",
        }.ConnectionString);

    public override async Task SettleAsync(DbConnection connection, SqlLimits limits, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select set_config('lock_timeout', $1, false)";
        Bind(command, limits.Lock.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(cancel);
    }

    // PostgreSQL cuts a longer name without a word, and another table may have what is left.
    public override string Quote(string name) => Encoding.UTF8.GetByteCount(name) <= NameBytesMax
        ? Quote(name, '"')
        : throw new ArgumentException("A name is longer than PostgreSQL keeps.", nameof(name));

    // By position: then the client library does not read through the statement for names.
    public override string Placeholder(int index) => $"${index + 1}";

    public override void Bind(DbCommand command, object? value)
    {
        var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
        // The server takes a text without a type for whatever the column is: varchar, citext, an enumeration, JSON.
        if (value is string)
            parameter.NpgsqlDbType = NpgsqlDbType.Unknown;
        command.Parameters.Add(parameter);
    }

    // No text of PostgreSQL's has a NUL, so that none equals one that has.
    public override bool TryFit(object value, SqlColumn column, out object fitting) =>
        base.TryFit(value, column, out fitting) && !(fitting is string text && text.Contains('\0', StringComparison.Ordinal));

    public override SqlFailure Explain(Exception failure) => failure switch
    {
        PostgresException e => Explain(e),
        { InnerException: TimeoutException } or TimeoutException => new(SqlTrouble.TimedOut),
        _ => new(SqlTrouble.ConnectionLost),
    };

    private static SqlFailure Explain(PostgresException e) => e.SqlState switch
    {
        "42P01" or "3F000" => new(SqlTrouble.NoSuchTable),
        "42703" => new(SqlTrouble.NoSuchField),
        "42501" => new(SqlTrouble.NotPermitted),
        "25006" => new(SqlTrouble.ReadOnly),
        "28000" or "28P01" => new(SqlTrouble.LoginRefused),
        "3D000" => new(SqlTrouble.NoSuchDatabase),
        "23503" or "23001" => new(SqlTrouble.ReferredTo, e.TableName),
        "55P03" or "40P01" or "40001" => new(SqlTrouble.Locked),
        "22001" => new(SqlTrouble.TooLong),
        "23502" => new(SqlTrouble.NotNull, e.ColumnName),
        "23505" => new(SqlTrouble.NotUnique),
        "23514" => new(SqlTrouble.CheckFailed),
        "22P02" or "22003" or "22007" or "22008" or "42804" or "42883" => new(SqlTrouble.Unfit),
        "57014" => new(SqlTrouble.TimedOut),
        "57P01" or "57P02" or "57P03" => new(SqlTrouble.ConnectionLost),
        ['0', '8', ..] => new(SqlTrouble.ConnectionLost),
        _ => new(SqlTrouble.Other, e.SqlState),
    };
}
