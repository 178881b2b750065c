using System.Globalization;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace Ombud.Connectors.Sql.SqlServer;

/// <summary>
/// Tells SQL Server's failures apart by their numbers. Its messages hold values ("The duplicate key value is (…)"): of those whose names
/// are wanted, which hold none, the name alone is taken.
/// </summary>
internal static partial class SqlServerFailure
{
    // From here on the server, or the client library in its place, ends the connection.
    private const byte FatalClass = 20;

    private const string DefaultSchema = "dbo.";

    public static SqlFailure Of(Exception failure) => failure switch
    {
        _ when HasInner<AuthenticationException>(failure) => new(SqlTrouble.NotTrusted),
        SqlException e => Of(e.Number, e.Class, e.Message),
        TimeoutException => new(SqlTrouble.TimedOut),
        _ => new(SqlTrouble.ConnectionLost),
    };

    /// <param name="number">The error's number; negative ones are the client library's.</param>
    /// <param name="kind">How grave it is: the error's class.</param>
    /// <param name="message">What the server wrote, in English.</param>
    internal static SqlFailure Of(int number, byte kind, string message) => number switch
    {
        208 => new(SqlTrouble.NoSuchTable),
        207 => new(SqlTrouble.NoSuchField, SqlDialect.NameIn(InQuotes(), message)),
        103 => new(SqlTrouble.NoName),
        229 or 230 or 262 or 297 or 300 => new(SqlTrouble.NotPermitted),
        911 or 916 or 4060 or 4064 => new(SqlTrouble.NoSuchDatabase),
        18452 or 18456 or (>= 18461 and <= 18488) => new(SqlTrouble.LoginRefused),
        3906 or 3908 => new(SqlTrouble.ReadOnly),
        547 => OfReference(message),
        1205 or 1222 or 3960 or 41302 or 41305 or 41325 => new(SqlTrouble.Locked),
        2628 or 8152 => new(SqlTrouble.TooLong),
        515 => new(SqlTrouble.NotNull, SqlDialect.NameIn(InQuotes(), message)),
        2601 or 2627 => new(SqlTrouble.NotUnique),
        // Counted by the server, worked out from other fields, a mark of each change, the time of a row's version.
        8102 or 271 => new(SqlTrouble.Generated, SqlDialect.NameIn(InAnyQuotes(), message)),
        272 or 13537 => new(SqlTrouble.Generated),
        206 or 220 or 241 or 242 or 245 or 248 or 257 or 295 or 296 or 305 or 306 or 402 or 529 or 6355 or 8114 or 8115 or 8169
            or (>= 9400 and <= 9499) or 13609 => new(SqlTrouble.Unfit),
        -2 => new(SqlTrouble.TimedOut),
        596 or 6005 or 40197 or 40613 => new(SqlTrouble.ConnectionLost),
        _ when kind >= FatalClass => new(SqlTrouble.ConnectionLost),
        _ => new(SqlTrouble.Other, number.ToString(CultureInfo.InvariantCulture)),
    };

    // Rows of another table refer to what goes; else what was written is no row of another table, or against a rule of this one.
    private static SqlFailure OfReference(string message)
    {
        if (SqlDialect.NameIn(Referring(), message) is not { } table)
            return new(SqlTrouble.CheckFailed);

        return new(SqlTrouble.ReferredTo,
            table.StartsWith(DefaultSchema, StringComparison.Ordinal) ? table[DefaultSchema.Length..] : table);
    }

    private static bool HasInner<T>(Exception failure)
        where T : Exception => failure is T || (failure.InnerException is { } inner && HasInner<T>(inner));

    // "The DELETE statement conflicted with the REFERENCE constraint "…". The conflict occurred in database "…", table "dbo.orders", …".
    [GeneratedRegex(
        @"REFERENCE constraint .*, table ""(?<name>[^""]*)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 100)]
    private static partial Regex Referring();

    // "Invalid column name '…'." and "Cannot insert the value NULL into column '…', table '…'; …".
    [GeneratedRegex(
        @"column (name )?'(?<name>[^']*)'",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex InQuotes();

    // "Cannot update identity column '…'." and "The column "…" cannot be modified because it is either a computed column …".
    [GeneratedRegex(
        @"column ['""](?<name>[^'""]*)['""]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex InAnyQuotes();
}
