using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>Values of a person's that were wrong, and the right one.</summary>
/// <param name="Field">Id of the pack's form field.</param>
/// <param name="Olds">What stood there one after the other; none where nobody can tell any more.</param>
public sealed record ItemCorrection(string Field, IReadOnlyList<string> Olds, string New)
{
    /// <summary>Says nothing of the values.</summary>
    public override string ToString() => Field;
}

/// <summary>Carries a correction into a system, and looks again.</summary>
public static class CorrectPerson
{
    /// <summary>
    /// Follows the person and, in one transaction, puts the right value where the wrong one stands, in the fields that are described to
    /// hold it. What holds anything else stays: it may be newer, or about something else. So does a row that somebody else's row owns
    /// too. Run again it finds nothing to do.
    /// </summary>
    /// <param name="person">Identifiers that were proved.</param>
    /// <exception cref="ConnectorException">The system failed, or the value does not fit; nothing has happened.</exception>
    public static async Task<SystemCorrected> RunAsync(
        SystemPlan plan, IConnector connector, Person person, ItemCorrection correction, CancellationToken cancel = default)
    {
        var live = await LiveFields.ReadAsync(plan.System, connector, cancel);
        var walk = new Walk(plan, connector, FollowPerson.RowsMax);
        var (wrong, spared) = (new List<WrongRow>(), new HashSet<(string, RowKey)>());
        var (shared, right, other) = (0, 0, 0);
        await foreach (var row in walk.RunAsync(person, cancel))
        {
            var values = new List<(string Field, object? Value)>();
            foreach (var (field, found) in Held(row.Table, row.Values, correction))
            {
                if (ItemText.Is(found, correction.New))
                    right++;
                else if (!IsWrong(found, correction))
                    other++;
                else if (row.IsShared)
                    (shared, _) = (shared + 1, spared.Add((row.Table.Table.Name, row.Key)));
                else
                    values.Add((field.Name, Fitting(plan.System, row.Table.Table, field, found, correction, live)));
            }

            if (values.Count > 0)
                wrong.Add(new(row.Table.Table, row.Key, values));
        }

        var corrected = await OverwriteAsync(walk, plan.System, connector, wrong, cancel);
        return new(corrected, right, shared, other, await LookAgainAsync(walk, connector, correction, spared, cancel));
    }

    /// <summary>Whether a system is described to hold the field somewhere.</summary>
    public static bool Concerns(SystemDescription system, string field)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.Tables.Any(table => table.Fields.Any(each => each.Holds == field));
    }

    private static IEnumerable<(FieldDescription Field, object Value)> Held(WalkTable table, object?[] row, ItemCorrection correction) =>
        from field in table.Table.Fields
        where field.Holds == correction.Field
        let value = table.ValueOf(row, field.Name)
        where value is not null
        select (field, value);

    private static bool IsWrong(object found, ItemCorrection correction) =>
        correction.Olds.Any(old => ItemText.IsLike(found, old));

    // Never cut to what a field holds: half a value is a wrong one.
    private static object Fitting(
        SystemDescription system, TableDescription table, FieldDescription field, object found, ItemCorrection correction, LiveFields live)
    {
        var fitting = ItemText.In(found, correction.New);
        if (fitting is null || (fitting is string text && text.Length > live.Find(table.Name, field.Name)?.LengthMax))
            throw ItemText.Unfit(system, table, field);

        return fitting;
    }

    private static async Task<int> OverwriteAsync(
        Walk walk, SystemDescription system, IConnector connector, List<WrongRow> wrong, CancellationToken cancel)
    {
        if (wrong.Count == 0)
            return 0;

        var corrected = 0;
        await using var changing = await connector.BeginErasingAsync(system.Tables, cancel);
        foreach (var row in wrong)
            corrected += await changing.OverwriteAsync(row.Table, row.Key.Parts, row.Values, cancel);
        await walk.RequireTheirsAsync(wrong.Select(row => (row.Table.Name, row.Key)), cancel);
        await changing.CommitAsync(cancel);
        return corrected;
    }

    private static async Task<int> LookAgainAsync(
        Walk walk, IConnector connector, ItemCorrection correction, HashSet<(string, RowKey)> spared, CancellationToken cancel)
    {
        var left = new HashSet<(string, RowKey)>();
        foreach (var question in walk.Questions.Where(question => question.Table.Fields.Any(field => field.Holds == correction.Field)))
        {
            var table = walk.TableOf(question.Table.Name);
            await foreach (var values in connector.FindAsync(question.Table, question.Field, question.Values, cancel))
            {
                var row = (table.Table.Name, table.KeyOf(values));
                if (!spared.Contains(row) && Held(table, values, correction).Any(each =>
                    IsWrong(each.Value, correction) && !ItemText.Is(each.Value, correction.New)))
                    left.Add(row);
            }
        }

        return left.Count;
    }

    /// <summary>A row in which the wrong value stands, and what takes its place.</summary>
    private sealed record WrongRow(TableDescription Table, RowKey Key, List<(string Field, object? Value)> Values);
}
