using System.Data.Common;
using System.Text.RegularExpressions;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql;

/// <summary>What differs from database to database; all else is shared.</summary>
internal abstract class SqlDialect
{
    /// <summary>A connection, not yet open, under our limits whatever its string says of them.</summary>
    /// <exception cref="ArgumentException">The string is none; its message may hold the password and goes no further.</exception>
    public abstract DbConnection Connect(string connection, SqlLimits limits);

    /// <summary>What the session needs first. It must reach the database, so that opening fails if anything does.</summary>
    public abstract Task SettleAsync(DbConnection connection, SqlLimits limits, CancellationToken cancel);

    /// <summary>A name as a name, whatever stands in it.</summary>
    public abstract string Quote(string name);

    /// <summary>How a statement names its n-th parameter, from 0.</summary>
    public virtual string Placeholder(int index) => $"@p{index}";

    /// <summary>Gives a command its next parameter.</summary>
    public abstract void Bind(DbCommand command, object? value);

    /// <summary>Whether each statement is to be prepared, where the client library would otherwise write values into it.</summary>
    public virtual bool PreparesAlways => false;

    /// <summary>A value as a column of this type compares it; false where the column cannot hold it, so that no row has it.</summary>
    public virtual bool TryFit(object value, Type column, out object fitting) => FitValue.Try(value, column, out fitting);

    /// <summary>
    /// Whether a row that the database took for equal is so for us. A collation may take å for a; then an address would
    /// find somebody else.
    /// </summary>
    public virtual Func<object, bool>? Recheck(IReadOnlyList<object> values) => null;

    /// <summary>
    /// The condition that what stands in a column lies before the day of a parameter; null where a column of this type holds no days.
    /// Where a column may hold anything, what is no day meets it too.
    /// </summary>
    public virtual string? Older(string column, string place, Type type) =>
        type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset) ? $"{column} < {place}" : null;

    /// <summary>A day as a parameter that is compared with a column.</summary>
    public virtual object Day(DateOnly day) => day;

    /// <summary>What went wrong, without a value of anybody's.</summary>
    public abstract SqlFailure Explain(Exception failure);

    /// <summary>How to ask for tables, keys and references.</summary>
    public abstract CatalogueQueries Catalogue { get; }

    /// <summary>
    /// Asks whether changes to a table can be undone, by schema (null: the default one) and table: YES or NO. Null where all can.
    /// </summary>
    public virtual string? UndoQuery => null;

    /// <summary>A table's name with its schema, <c>sales.orders</c>; what follows the first dot is the table's, dots included.</summary>
    public string QuoteTable(string name) =>
        Split(name) is (string schema, var table) ? $"{Quote(schema)}.{Quote(table)}" : Quote(name);

    public static (string? Schema, string Table) Split(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (name[..dot], name[(dot + 1)..]) : (null, name);

    /// <summary>The name that a message holds in the group <c>name</c> of a pattern.</summary>
    protected static string? NameIn(Regex pattern, string message) =>
        pattern.Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>A name within marks, each mark in it written twice.</summary>
    protected static string Quote(string name, char mark)
    {
        // A NUL ends the statement for some databases, and what follows would be read by others.
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A name of a table or field is empty or holds a NUL character.", nameof(name));

        return $"{mark}{name.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}";
    }
}
