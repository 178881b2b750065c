using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql.SqlServer;

/// <summary>SQL Server and Azure SQL, by Microsoft.Data.SqlClient.</summary>
internal sealed class SqlServerDialect : SqlDialect
{
    private const int NameLengthMax = 128;

    // As long as a text or bytes may be without being a large value of its own.
    private const int BytesMax = 8000;
    private const int LettersMax = BytesMax / 2;

    private const string Met = "@met";

    private static readonly DateTime FirstOfDateTime = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime FirstOfSmallDateTime = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime LastOfSmallDateTime = new(2079, 6, 6, 23, 59, 0, DateTimeKind.Unspecified);

    public override CatalogueQueries Catalogue => SqlServerCatalogue.Queries;

    // The server takes 2,100, of which the statement, the list of the others and the count are three.
    public override int ParametersMax => 2097;

    public override DbConnection Connect(string connection, SqlLimits limits)
    {
        // On Windows too it speaks by what is of .NET: the native library is left out.
        AppContext.SetSwitch("Switch.Microsoft.Data.SqlClient.UseManagedNetworkingOnWindows", isEnabled: true);
        var asked = new SqlConnectionStringBuilder(connection);
        // Anything else needs a package that is not there, and would fail when the connection opens.
        if (asked.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword))
            throw new ArgumentException("A login is by name and password, or by Kerberos.", nameof(connection));

        // Encrypt and TrustServerCertificate stay as the string has them: without a word of it they are true and false.
        asked.Pooling = false;
        asked.Enlist = false;
        asked.ConnectTimeout = (int)limits.Connect.TotalSeconds;
        asked.CommandTimeout = (int)limits.Command.TotalSeconds;
        asked.ApplicationName = "ombud";
        // A session that is lost is told and not replaced by one that knows nothing of the first.
        asked.ConnectRetryCount = 0;
        asked.MultipleActiveResultSets = false;
        // Its keys would be fetched from wherever the column says.
        asked.ColumnEncryptionSetting = SqlConnectionColumnEncryptionSetting.Disabled;
        // What failed is told apart by names that stand in the server's English messages.
        asked.CurrentLanguage = "us_english";
        return new SqlConnection(asked.ConnectionString);
    }

    // Without parameters, since what a statement with some sets ends with it. Ours is the transaction that goes where two are in each
    // other's way, and not the application's.
    public override async Task SettleAsync(DbConnection connection, SqlLimits limits, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        // Made of a number of ours.
#pragma warning disable CA2100
        command.CommandText = Settling(limits);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }

    internal static string Settling(SqlLimits limits) => string.Create(CultureInfo.InvariantCulture, $"""
        set ansi_nulls, ansi_padding, ansi_warnings, quoted_identifier on;
        set implicit_transactions, xact_abort off;
        set transaction isolation level read committed;
        set deadlock_priority low;
        set lock_timeout {(long)limits.Lock.TotalMilliseconds};
        """);

    public override string Quote(string name) => name.Length <= NameLengthMax
        ? Quote(name, '[', ']')
        : throw new ArgumentException("A name is longer than SQL Server's are.", nameof(name));

    public override string Limit(int limit) => $"offset 0 rows fetch next {limit.ToString(CultureInfo.InvariantCulture)} rows only";

    // What the client library counts has in it what triggers of the system did, and no count where they or the server leave it out.
    public override async Task<int> ChangeAsync(DbCommand command, CancellationToken cancel)
    {
        var met = new SqlParameter(Met, SqlDbType.Int) { Direction = ParameterDirection.Output };
#pragma warning disable CA2100
        command.CommandText = Counted(command.CommandText);
#pragma warning restore CA2100
        command.Parameters.Add(met);
        await command.ExecuteNonQueryAsync(cancel);
        return (int)met.Value;
    }

    internal static string Counted(string sql) => $"{sql}; set {Met} = @@rowcount";

    public override void Bind(DbCommand command, object? value)
    {
        var (type, bare) = value switch
        {
            TypedValue typed => (typed.Type, typed.Value),
            string => (SqlDbType.NVarChar, value),
            byte[] => (SqlDbType.VarBinary, value),
            DateTime => (SqlDbType.DateTime2, value),
            _ => ((SqlDbType?)null, value),
        };
        var parameter = new SqlParameter
        {
            ParameterName = $"@p{command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}", Value = bare ?? DBNull.Value,
        };
        if (type is not null)
            parameter.SqlDbType = type.Value;

        // Of one size whatever the value's, so that the server does not keep a plan for each.
        if (type is SqlDbType.NVarChar)
            parameter.Size = bare is string { Length: > LettersMax } ? -1 : LettersMax;
        else if (type is SqlDbType.VarChar or SqlDbType.VarBinary)
            parameter.Size = bare is string { Length: > BytesMax } or byte[] { Length: > BytesMax } ? -1 : BytesMax;
        command.Parameters.Add(parameter);
    }

    // A type of the CLR has none that can be read without its assembly.
    public override SqlColumn ColumnOf(DbDataReader reader, int index) =>
        new(reader.GetFieldType(index) ?? typeof(object), reader.GetDataTypeName(index));

    public override bool TryFit(object value, SqlColumn column, out object fitting)
    {
        if (!base.TryFit(value, column, out fitting))
            return false;

        switch (column.Name, fitting)
        {
            // Of letters beyond ASCII it depends on the column's code page whether it has them.
            case ("char" or "varchar" or "text", string text):
                var isAscii = Ascii.IsValid(text);
                fitting = new TypedValue(isAscii ? SqlDbType.VarChar : SqlDbType.NVarChar, text, MayLose: !isAscii);
                return true;
            case ("date", DateTime day):
                fitting = new TypedValue(SqlDbType.Date, day);
                return true;
            case ("datetime", DateTime time):
                fitting = new TypedValue(SqlDbType.DateTime, time);
                return time >= FirstOfDateTime;
            case ("smalldatetime", DateTime time):
                fitting = new TypedValue(SqlDbType.SmallDateTime, time);
                return time >= FirstOfSmallDateTime && time <= LastOfSmallDateTime;
            default:
                return true;
        }
    }

    // The server turns no text into bytes, not even none.
    public override object? Nothing(SqlColumn column) =>
        column.Type == typeof(byte[]) ? new TypedValue(SqlDbType.VarBinary, null) : null;

    // The usual collations compare without case and without spaces at the end, and many pass over signs that they do not know.
    public override Func<object, bool>? Recheck(IReadOnlyList<object> values) =>
        SameText(values.Select(value => value is TypedValue typed ? typed.Value ?? "" : value));

    // Of a letter that its code page does not have, a column takes one that looks like it, or a question mark.
    public override string? Exactly(string column, string place, object? written) =>
        written is TypedValue { MayLose: true } ? $"cast({column} as nvarchar(max)) = {place} collate Latin1_General_BIN2" : null;

    public override object Day(DateOnly day) => new TypedValue(SqlDbType.Date, day.ToDateTime(TimeOnly.MinValue));

    public override SqlFailure Explain(Exception failure) => SqlServerFailure.Of(failure);
}
