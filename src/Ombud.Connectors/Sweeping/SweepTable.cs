using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Sweeping;

/// <summary>What a row's owners are known by; empty where it leads to nobody.</summary>
public sealed record RowOwners(IReadOnlyCollection<(IdentifierKind Kind, string Value)> Identifiers);

/// <summary>Tells which of some rows are to be left alone, by their places, as those of somebody whose data a hold keeps.</summary>
public delegate Task<IReadOnlySet<int>> SpareRows(IReadOnlyList<RowOwners> rows, CancellationToken cancel);

/// <summary>What one batch of a sweep did.</summary>
/// <param name="Spared">How many rows are past their time and stay, since somebody whose they are is to be left alone.</param>
/// <param name="Referred">How many rows stay for now, since others that stay refer to them.</param>
/// <param name="Left">How many rows a second look still found that should be gone.</param>
/// <param name="Next">The key to go on after; null where the table is done.</param>
public sealed record SweptRows(int Deleted, int Overwritten, int Spared, int Referred, int Left, object[]? Next);

/// <summary>Erases the rows of a table whose time has run out, a batch at a time, whosever they are.</summary>
public static class SweepTable
{
    /// <summary>How many rows go in one transaction.</summary>
    public const int RowsMax = IConnector.ValuesMax;

    /// <summary>
    /// One batch in one transaction, and a second look. Run again from the beginning it finds nothing that it has done: rows that went
    /// are not there, and fields that were overwritten are known.
    /// </summary>
    /// <param name="table">A table with a <see cref="TableDescription.Retention"/>.</param>
    /// <param name="after">The key after which to go on; null from the beginning.</param>
    /// <exception cref="ConnectorException">The system failed; nothing of the batch has happened.</exception>
    public static async Task<SweptRows> RunAsync(
        SystemPlan plan, IConnector connector, TableDescription table, DateOnly today, object[]? after, SpareRows spare,
        CancellationToken cancel)
    {
        var retention = table.Retention
            ?? throw new ArgumentException($"'{table.Name}' says nothing of how long rows are kept.", nameof(table));
        if (!connector.FindsOlder)
        {
            throw new ConnectorException(plan.System.Id, table.Name,
                "A system of this kind cannot be asked for rows by their age: leave 'retention' out and let the system end them itself.");
        }

        var walked = new WalkTable(plan, Narrow(plan, table, retention.From));
        var rows = new List<object?[]>();
        await foreach (var row in connector.FindOlderAsync(
            walked.Asked, retention.From, retention.Before(today), after, RowsMax, cancel))
            rows.Add(row);
        if (rows.Count == 0)
            return new(0, 0, 0, 0, 0, null);

        var spared = await spare(await FindOwners.RunAsync(plan, connector, table, walked, rows, cancel), cancel);
        var due = rows.Where((_, place) => !spared.Contains(place)).ToList();
        var free = table.Erase is TableErasure.Delete ? await FindReferring.FreeAsync(plan, connector, table, walked, due, cancel) : due;
        var swept = await EraseAsync(plan, connector, table, walked, free, cancel);
        return swept with
        {
            Spared = spared.Count,
            Referred = due.Count - free.Count,
            Next = rows.Count < RowsMax ? null : walked.KeyOf(rows[^1]).Parts,
        };
    }

    // No more of the rows than erasing and whose they are needs: large columns stay where they are.
    private static TableDescription Narrow(SystemPlan plan, TableDescription table, string from) => table with
    {
        Fields =
        [
            .. table.Fields.Where(field => field.Name == from || field.Erase is not FieldErasure.Keep || field.Identifies is not null
                || field.Reference is not null || table.Key.Contains(field.Name, StringComparer.Ordinal)
                || plan.System.Tables.Any(other => other.Fields.Any(each =>
                    each.Reference?.Table == table.Name && each.Reference.Field == field.Name))),
        ],
    };

    private static async Task<SweptRows> EraseAsync(
        SystemPlan plan, IConnector connector, TableDescription table, WalkTable walked, List<object?[]> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return new(0, 0, 0, 0, 0, null);

        var fields = await LiveFields.ReadAsync(plan.System, connector, cancel);
        var doomed = new DoomedRows(table, new HashSet<string>(StringComparer.Ordinal), fields, new StandIns(plan.System, fields));
        foreach (var row in rows)
            doomed.Add(new WalkedRow(walked, walked.KeyOf(row), row, IsShared: false));

        var (deleted, overwritten) = (0, 0);
        await using (var erasing = await connector.BeginErasingAsync(plan.System.Tables, cancel))
        {
            foreach (var (key, values) in doomed.Overwriting)
                overwritten += await erasing.OverwriteAsync(table, key.Parts, values, cancel);
            deleted = await ErasePerson.DeleteAsync(plan.System.Kind, doomed, erasing, cancel);
            await erasing.CommitAsync(cancel);
        }

        return new(deleted, overwritten, 0, 0, await LookAgainAsync(connector, walked, rows, doomed, cancel), null);
    }

    private static async Task<int> LookAgainAsync(
        IConnector connector, WalkTable walked, List<object?[]> rows, DoomedRows doomed, CancellationToken cancel)
    {
        var (keys, left) = (rows.Select(walked.KeyOf).ToHashSet(), 0);
        var first = walked.Table.Key[0];
        object[] values = [.. keys.Select(key => key.Parts[0]).Distinct(SameValue.Comparer)];
        await foreach (var row in connector.FindAsync(walked.Asked, first, values, cancel))
        {
            var key = walked.KeyOf(row);
            if (keys.Contains(key) && doomed.IsLeft(walked, key, row))
                left++;
        }

        return left;
    }
}
