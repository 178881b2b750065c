using System.Data.Common;
using System.Globalization;
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

    /// <summary>How many parameters one statement may have.</summary>
    public virtual int ParametersMax => int.MaxValue;

    /// <summary>What a column of an answer holds.</summary>
    public virtual SqlColumn ColumnOf(DbDataReader reader, int index) => new(reader.GetFieldType(index));

    /// <summary>A value as a column of this type compares it; false where the column cannot hold it, so that no row has it.</summary>
    public virtual bool TryFit(object value, SqlColumn column, out object fitting) => FitValue.Try(value, column.Type, out fitting);

    /// <summary>What empties a column of this type, as a parameter.</summary>
    public virtual object? Nothing(SqlColumn column) => null;

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

    /// <summary>What ends a statement in an order, so that it answers at most so many rows.</summary>
    public virtual string Limit(int limit) => $"limit {limit.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Runs a statement that changes rows of one table, and answers how many of them it met.</summary>
    public virtual Task<int> ChangeAsync(DbCommand command, CancellationToken cancel) => command.ExecuteNonQueryAsync(cancel);

    /// <summary>
    /// The condition that exactly what was written stands in a column, where the database may have made something else of it without a
    /// word; null where it would have refused.
    /// </summary>
    public virtual string? Exactly(string column, string place, object? written) => null;

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
    internal static string? NameIn(Regex pattern, string message) =>
        pattern.Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>
    /// Whether what a collation took for one of some texts is one for us. Case and spaces at the end are let pass, since one mailbox or
    /// key is meant; å is not a, though: that is another person's address.
    /// </summary>
    /// <returns>Null where none of the values is a text.</returns>
    protected static Func<object, bool>? SameText(IEnumerable<object> values)
    {
        var meant = values.OfType<string>().Select(value => value.TrimEnd(' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return meant.Count == 0 ? null : found => found is not string text || meant.Contains(text.TrimEnd(' '));
    }

    /// <summary>A name within marks, each mark that could end it written twice.</summary>
    protected static string Quote(string name, char mark) => Quote(name, mark, mark);

    /// <inheritdoc cref="Quote(string, char)"/>
    protected static string Quote(string name, char opening, char closing)
    {
        // A NUL ends the statement for some databases, and what follows would be read by others.
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A name of a table or field is empty or holds a NUL character.", nameof(name));

        return $"{opening}{name.Replace($"{closing}", $"{closing}{closing}", StringComparison.Ordinal)}{closing}";
    }
}
