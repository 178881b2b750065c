using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Connecting;

/// <summary>
/// An open way to one system. One call at a time; several systems are asked at once by several connectors. Every failure
/// of the system's own comes as a <see cref="ConnectorException"/>.
/// </summary>
public interface IConnector : IAsyncDisposable
{
    /// <summary>The tables there are, with their fields, keys and references.</summary>
    Task<IReadOnlyList<LiveTable>> DiscoverAsync(CancellationToken cancel);

    /// <summary>
    /// The rows of a table one of whose fields has one of some values, each row once, with the table's described fields in their
    /// order. Streams: of the rows at most one is in memory.
    /// </summary>
    /// <param name="values">At most <see cref="ValuesMax"/>; none is null.</param>
    IAsyncEnumerable<object?[]> FindAsync(TableDescription table, string field, IReadOnlyList<object> values, CancellationToken cancel);

    /// <summary>Whether it can be asked for rows by their age.</summary>
    bool FindsOlder => false;

    /// <summary>
    /// The rows of a table in one of whose fields a day or moment stands that lies before a day, in the order of their key. Those in
    /// which none stands are not among them.
    /// </summary>
    /// <param name="field">A field that holds days or moments; where a row holds anything else in it, that is a failure.</param>
    /// <param name="after">The key after which to begin; null from the first.</param>
    /// <param name="limit">How many rows at most.</param>
    IAsyncEnumerable<object?[]> FindOlderAsync(
        TableDescription table, string field, DateOnly before, object[]? after, int limit, CancellationToken cancel) =>
        throw new NotSupportedException("Ask FindsOlder before.");

    /// <summary>Begins a change of all that belongs together; what is not committed has not happened.</summary>
    /// <param name="tables">
    /// All tables of the description, also those in which nothing changes: what cannot happen all at once happens in an order that
    /// keeps the ways between them.
    /// </param>
    Task<IErasing> BeginErasingAsync(IReadOnlyList<TableDescription> tables, CancellationToken cancel);

    /// <summary>How many values one question may name.</summary>
    public const int ValuesMax = 500;
}

/// <summary>Rows being erased in one system; nothing has happened until it is committed.</summary>
public interface IErasing : IAsyncDisposable
{
    /// <summary>Deletes rows by key.</summary>
    /// <param name="keys">The values of the table's key, in its order; at most <see cref="IConnector.ValuesMax"/> rows.</param>
    /// <returns>How many there were.</returns>
    Task<int> DeleteAsync(TableDescription table, IReadOnlyList<object[]> keys, CancellationToken cancel);

    /// <summary>Overwrites fields of one row by key.</summary>
    /// <returns>How many rows there were: 1, or 0.</returns>
    Task<int> OverwriteAsync(
        TableDescription table, object[] key, IReadOnlyList<(string Field, object? Value)> values, CancellationToken cancel);

    /// <summary>Marks one row by key as restricted, or takes its mark away, by the field of the table's mark.</summary>
    /// <param name="value">What comes to stand in that field.</param>
    /// <param name="isOn">Whether it is marked, for systems that have a call of their own for each.</param>
    /// <returns>How many rows there were: 1, or 0.</returns>
    Task<int> MarkAsync(TableDescription table, object[] key, object? value, bool isOn, CancellationToken cancel) =>
        OverwriteAsync(table, key, [(table.Restricting!.Field, value)], cancel);

    /// <summary>
    /// Makes all of it happen. The files of a folder change one by one: where some have changed and others not, the failure says so,
    /// and trying again does the rest.
    /// </summary>
    Task CommitAsync(CancellationToken cancel);
}

/// <summary>A table as the living system has it.</summary>
public sealed record LiveTable(
    string Name, IReadOnlyList<string> Key, IReadOnlyList<LiveField> Fields, IReadOnlyList<LiveReference> References);

/// <summary>A field as the living system has it.</summary>
/// <param name="Type">The type in the system's own words.</param>
/// <param name="LengthMax">How many characters it may have; null where there is no bound or it is no text.</param>
public sealed record LiveField(string Name, string Type, bool IsNullable, int? LengthMax);

/// <summary>A foreign key as the living system has it. Fields are in the order of those they refer to.</summary>
public sealed record LiveReference(IReadOnlyList<string> Fields, string Table, IReadOnlyList<string> TargetFields);

/// <summary>A system did not do what was asked of it.</summary>
/// <param name="system">The system's id.</param>
/// <param name="table">At which table; null where it could not be reached at all.</param>
/// <param name="remedy">What whoever runs it can do, in one sentence that holds no value of anybody's.</param>
public sealed class ConnectorException(string system, string? table, string remedy, Exception? inner = null)
    : Exception($"{system}{(table is null ? "" : $", table {table}")}: {remedy}", inner)
{
    public string System { get; } = system;
    public string? Table { get; } = table;
    public string Remedy { get; } = remedy;
}
