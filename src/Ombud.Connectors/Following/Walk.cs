using System.Globalization;
using System.Runtime.CompilerServices;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>What was asked of a table on the way.</summary>
internal sealed record Question(TableDescription Table, string Field, IReadOnlyList<object> Values);

/// <summary>A row that was come upon.</summary>
/// <param name="IsShared">Whether somebody else's row owns it too, so that it is not the person's alone.</param>
internal sealed record WalkedRow(WalkTable Table, RowKey Key, object?[] Values, bool IsShared);

/// <summary>
/// One walk through one system, breadth first: from the fields that identify along the ways, several hundred values a
/// question, each row and each value once, so that circles end.
/// </summary>
internal sealed class Walk(SystemPlan plan, IConnector connector, int rowsMax)
{
    // Of a number with zeros at its end, 5.0, what a system may have taken for the same, 5.
    private const string NoZeros = "0.############################";

    private readonly Dictionary<string, WalkTable> _tables =
        plan.System.Tables.ToDictionary(table => table.Name, table => new WalkTable(plan, table), StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<RowKey>> _seen =
        plan.System.Tables.ToDictionary(table => table.Name, _ => new HashSet<RowKey>(), StringComparer.Ordinal);
    private readonly Dictionary<(string, string, bool), HashSet<object>> _known = [];
    private readonly OrderedDictionary<(string Table, string Field, bool IsOwned), List<object>> _next = [];
    private readonly Dictionary<(string Table, string Field), List<object>> _heldBack = [];
    private int _rows;

    /// <summary>Every question there was, to be asked again.</summary>
    public List<Question> Questions { get; } = [];

    public WalkTable TableOf(string name) => _tables[name];

    public async IAsyncEnumerable<WalkedRow> RunAsync(Person person, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (table, field) in plan.Entries)
        {
            foreach (var value in Known(person, field))
                Note(table.Name, field.Name, isOwned: false, value);
        }

        do
        {
            while (TakeNext() is { } question)
            {
                await foreach (var row in AskAsync(question, cancel))
                    yield return row;
            }
        }
        while (await ReleaseAsync(cancel));

        // What is left here is somebody else's too: told, but nothing is followed on from it.
        foreach (var ((table, field), values) in _heldBack)
        {
            foreach (var batch in values.Chunk(IConnector.ValuesMax))
            {
                await foreach (var row in FindAsync(new Question(_tables[table].Asked, field, batch), isShared: true, cancel))
                    yield return row;
            }
        }
    }

    /// <summary>
    /// Sees, now that nobody else can write to them, that rows are still found by what they were found by: one that was erased since must
    /// not get a value of the person's again.
    /// </summary>
    /// <exception cref="ConnectorException">One is not.</exception>
    public async Task RequireTheirsAsync(IEnumerable<(string Table, RowKey Key)> found, CancellationToken cancel)
    {
        foreach (var rows in found.GroupBy(row => row.Table, row => row.Key, StringComparer.Ordinal))
        {
            var (keys, table) = (rows.ToHashSet(), _tables[rows.Key]);
            foreach (var question in Questions.Where(question => question.Table.Name == rows.Key))
            {
                await foreach (var values in connector.FindAsync(question.Table, question.Field, question.Values, cancel))
                    keys.Remove(table.KeyOf(values));
            }

            if (keys.Count > 0)
            {
                throw new ConnectorException(
                    plan.System.Id, rows.Key, "Somebody wrote to a row while it was changed; it is tried again.");
            }
        }
    }

    // An address is one mailbox whatever its case, and systems that keep it in lower case are found by their index so.
    private static IEnumerable<string> Known(Person person, FieldDescription field) => person.Identifiers
        .Where(identifier => identifier.Kind == field.Identifies && identifier.Value.Length > 0)
        .SelectMany<(IdentifierKind Kind, string Value), string>(identifier => identifier.Kind is IdentifierKind.Email
            ? [identifier.Value, identifier.Value.ToLowerInvariant()]
            : [identifier.Value]);

    private void Note(string table, string field, bool isOwned, object value)
    {
        if (!Entry(_known, (table, field, isOwned), () => new HashSet<object>(SameValue.Comparer)).Add(value))
            return;

        Entry(_next, (table, field, isOwned), () => []).Add(value);
    }

    private (string Table, string Field, bool IsOwned, object[] Values)? TakeNext()
    {
        if (_next.Count == 0)
            return null;

        var (way, values) = _next.GetAt(0);
        var taken = Math.Min(values.Count, IConnector.ValuesMax);
        object[] batch = [.. values.Take(taken)];
        values.RemoveRange(0, taken);
        // Out and in again behind the others, so that the nearest are asked before what they lead to.
        _next.RemoveAt(0);
        if (values.Count > 0)
            _next.Add(way, values);
        return (way.Table, way.Field, way.IsOwned, batch);
    }

    private async IAsyncEnumerable<WalkedRow> AskAsync(
        (string Table, string Field, bool IsOwned, object[] Values) asked, [EnumeratorCancellation] CancellationToken cancel)
    {
        object[] values = asked.Values;
        if (asked.IsOwned)
        {
            var others = await OthersAsync(asked.Table, asked.Field, values, cancel);
            if (others.Count > 0)
            {
                Entry(_heldBack, (asked.Table, asked.Field), () => []).AddRange(others);
                values = [.. values.Where(value => !others.Contains(value))];
            }
        }

        if (values.Length == 0)
            yield break;

        await foreach (var row in FindAsync(new Question(_tables[asked.Table].Asked, asked.Field, values), isShared: false, cancel))
        {
            foreach (var (way, isOwned) in row.Table.Ways)
            {
                if (row.Table.ValueOf(row.Values, way.From) is { } value)
                    Note(way.Table.Name, way.Field, isOwned, value);
            }

            yield return row;
        }
    }

    private async IAsyncEnumerable<WalkedRow> FindAsync(
        Question question, bool isShared, [EnumeratorCancellation] CancellationToken cancel)
    {
        Questions.Add(question);
        var table = _tables[question.Table.Name];
        await foreach (var values in connector.FindAsync(question.Table, question.Field, question.Values, cancel))
        {
            var key = table.KeyOf(values);
            if (!_seen[table.Table.Name].Add(key))
                continue;

            if (++_rows > rowsMax)
            {
                throw new ConnectorException(plan.System.Id, table.Table.Name, FormattableString.Invariant(
                    $"More than {rowsMax} rows came as one person's: a field or a reference of the dataset file leads to others."));
            }

            yield return new WalkedRow(table, key, values, isShared);
        }
    }

    /// <summary>Those of the values by which a row that is not (or not yet) the person's owns something too.</summary>
    private async Task<HashSet<object>> OthersAsync(string table, string field, object[] values, CancellationToken cancel)
    {
        var others = new HashSet<object>(SameValue.Comparer);
        var asked = values.ToLookup(Plain, StringComparer.Ordinal);
        foreach (var (holder, from, _) in _tables[table].Holders.Where(each => each.Target == field))
        {
            // No more of other people's rows than whose they are.
            string[] fields = [.. holder.Key, from];
            var narrow = holder with { Fields = [.. fields.Select(name => new FieldDescription { Name = name })] };
            await foreach (var row in connector.FindAsync(narrow, from, values, cancel))
            {
                if (row[^1] is not { } value || _seen[holder.Name].Contains(WalkTable.Key(holder, plan.System.Id, row[..^1])))
                    continue;

                // What the system takes for one of the values and this does not is none that could be told from them.
                others.UnionWith(asked[Plain(value)] is var same && same.Any() ? same : values);
                if (others.Count == values.Length)
                    break;
            }
        }

        return others;
    }

    // Two fields that hold the same may have two types, and a collation may pay no heed to case. Taking too much for the same
    // here only spares a row.
    internal static string Plain(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        decimal number => number.ToString(NoZeros, CultureInfo.InvariantCulture),
        _ => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").TrimEnd(' ').ToUpperInvariant(),
    };

    /// <summary>Lets go of what was held back and has since turned out to be the person's alone.</summary>
    private async Task<bool> ReleaseAsync(CancellationToken cancel)
    {
        var released = false;
        foreach (var ((table, field), values) in _heldBack)
        {
            object[] held = [.. values];
            values.Clear();
            foreach (var batch in held.Chunk(IConnector.ValuesMax))
            {
                var others = await OthersAsync(table, field, batch, cancel);
                values.AddRange(others);
                if (others.Count == batch.Length)
                    continue;

                Entry(_next, (table, field, true), () => []).AddRange(batch.Where(value => !others.Contains(value)));
                released = true;
            }
        }

        return released;
    }

    private static TValue Entry<TKey, TValue>(IDictionary<TKey, TValue> entries, TKey key, Func<TValue> create)
        where TKey : notnull
    {
        if (!entries.TryGetValue(key, out var value))
            entries[key] = value = create();
        return value;
    }
}
