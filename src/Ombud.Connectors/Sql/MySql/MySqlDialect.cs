using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using MySqlConnector;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.MySql;

/// <summary>MySQL and MariaDB, by MySqlConnector.</summary>
internal sealed partial class MySqlDialect : SqlDialect
{
    public override CatalogueQueries Catalogue => MySqlCatalogue.Queries;

    // Not prepared, the client library writes values into the statement.
    public override bool PreparesAlways => true;

    public override DbConnection Connect(string connection, SqlLimits limits) =>
        new MySqlConnection(new MySqlConnectionStringBuilder(connection)
        {
            Pooling = false,
            AutoEnlist = false,
            ConnectionTimeout = (uint)limits.Connect.TotalSeconds,
            DefaultCommandTimeout = (uint)limits.Command.TotalSeconds,
            ApplicationName = "ombud",
            IgnorePrepare = false,
            // Values as they are stored. Taken for a truth, a key of 2 would come back as 1; taken for a UUID, a code of 36
            // characters would be an error; and a day 0000-00-00 would stop the run.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            ConvertZeroDateTime = true,
            // A row that was overwritten with what it had counts too.
            UseAffectedRows = false,
            CharacterSet = "utf8mb4",
        }.ConnectionString);

    // Strict: a server that is not would cut what is too long, and write 0 or '' where null is not allowed.
    public override async Task SettleAsync(DbConnection connection, SqlLimits limits, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "set session sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES'), session innodb_lock_wait_timeout = @p0";
        Bind(command, (int)limits.Lock.TotalSeconds);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public override string Quote(string name) => Quote(name, '`');

    public override string UndoQuery => """
        select coalesce(e.transactions, 'NO')
        from   information_schema.tables t
        left   join information_schema.engines e on e.engine = t.engine
        where  t.table_schema = coalesce(@p0, database())
          and  t.table_name = @p1
        """;

    public override void Bind(DbCommand command, object? value) => command.Parameters.Add(new MySqlParameter
    {
        ParameterName = $"@p{command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}",
        Value = value ?? DBNull.Value,
    });

    // The usual collations compare without case, without accents and without spaces at the end.
    public override Func<object, bool>? Recheck(IReadOnlyList<object> values) => SameText(values);

    // 0000-00-00 is no day, and would be before every other.
    public override string? Older(string column, string place, Type type) =>
        base.Older(column, place, type) is { } older ? $"{older} and {column} >= '0001-01-01'" : null;

    public override object Day(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    public override SqlFailure Explain(Exception failure) => failure switch
    {
        MySqlException e => Explain(e),
        TimeoutException => new(SqlTrouble.TimedOut),
        _ => new(SqlTrouble.ConnectionLost),
    };

    private static SqlFailure Explain(MySqlException e) => (int)e.ErrorCode switch
    {
        1146 => new(SqlTrouble.NoSuchTable),
        1054 => new(SqlTrouble.NoSuchField),
        1142 or 1143 or 1227 => new(SqlTrouble.NotPermitted),
        1044 or 1049 => new(SqlTrouble.NoSuchDatabase),
        1290 or 1792 or 1836 => new(SqlTrouble.ReadOnly),
        1045 or 1698 => new(SqlTrouble.LoginRefused),
        1042 => new(SqlTrouble.CannotConnect),
        1451 or 1217 => new(SqlTrouble.ReferredTo, NameIn(Referring(), e.Message)),
        1205 or 1213 => new(SqlTrouble.Locked),
        1406 => new(SqlTrouble.TooLong),
        1048 => new(SqlTrouble.NotNull, NameIn(Column(), e.Message)),
        1062 or 1586 => new(SqlTrouble.NotUnique),
        3819 or 4025 => new(SqlTrouble.CheckFailed),
        1264 or 1265 or 1292 or 1366 => new(SqlTrouble.Unfit),
        (int)MySqlErrorCode.CommandTimeoutExpired or 1317 or 1969 or 3024 => new(SqlTrouble.TimedOut),
        0 or 1053 or 1927 or 2006 or 2013 => new(SqlTrouble.ConnectionLost),
        var code => new(SqlTrouble.Other, code.ToString(CultureInfo.InvariantCulture)),
    };

    // "… a foreign key constraint fails (`database`.`table`, CONSTRAINT …": names alone.
    [GeneratedRegex(
        @"\(`[^`]*`\.`(?<name>[^`]*)`, CONSTRAINT",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Referring();

    // "Column 'name' cannot be null".
    [GeneratedRegex(
        @"^Column '(?<name>[^']*)'",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Column();
}
