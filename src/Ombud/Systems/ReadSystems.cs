using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Systems;

/// <summary>A row of a person's in a connected system.</summary>
/// <param name="Values">Values of the described fields, in their order.</param>
internal sealed record SystemRow(IReadOnlyList<object?> Values);

/// <summary>What a table of a connected system holds about a person.</summary>
internal sealed record TableHoldings(TableDescription Table, IReadOnlyList<SystemRow> Rows);

/// <summary>What a connected system holds about a person, or why that cannot be told now.</summary>
/// <param name="Failure">Null where it was read to the end; otherwise nothing of it is shown.</param>
internal sealed record SystemHoldings(ConnectedSystem System, IReadOnlyList<TableHoldings> Tables, ConnectorException? Failure)
{
    public int Rows => Tables.Sum(table => table.Rows.Count);
}

/// <summary>Reads what one connected system holds about a person, along the ways of its description.</summary>
internal sealed partial class ReadSystems(ILogger<ReadSystems> logger)
{
    private const string ByPeople = "Only people reach it: they look there when the person asks for what it holds.";
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    /// <summary>Reads it; a failure of the system is part of the answer, so that the other systems' are shown.</summary>
    public async Task<SystemHoldings> ReadAsync(ConnectedSystem system, Person person, CancellationToken cancel)
    {
        var rows = new Dictionary<string, List<SystemRow>>(StringComparer.Ordinal);
        var failure = await FollowAsync(system, person, row =>
        {
            if (!rows.TryGetValue(row.Table, out var table))
                rows[row.Table] = table = [];
            table.Add(new SystemRow(row.Values));
        }, cancel);
        return failure is null
            ? new(system, [.. system.Description.Tables.Where(table => rows.ContainsKey(table.Name))
                .Select(table => new TableHoldings(table, rows[table.Name]))], null)
            : new(system, [], failure);
    }

    /// <summary>Counts the rows by table, and keeps none of their values.</summary>
    public async Task<(IReadOnlyDictionary<string, int> Rows, ConnectorException? Failure)> CountAsync(
        ConnectedSystem system, Person person, CancellationToken cancel)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var failure = await FollowAsync(
            system, person, row => rows[row.Table] = rows.GetValueOrDefault(row.Table) + 1, cancel);
        return (rows, failure);
    }

    private async Task<ConnectorException?> FollowAsync(
        ConnectedSystem system, Person person, Action<FoundRow> take, CancellationToken cancel)
    {
        if (system.Description.Kind is SystemKind.Manual)
            return new ConnectorException(system.Id, null, ByPeople);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtMost);
        try
        {
            await using var connector = await OpenSystem.RunAsync(system.Description, system.Connection, limit.Token);
            await foreach (var row in FollowPerson.RunAsync(system.Plan, connector, person, limit.Token))
                take(row);
            return null;
        }
        catch (ConnectorException failure)
        {
            return Told(failure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Told(new ConnectorException(system.Id, null, "It did not answer within 20 seconds."));
        }
    }

    private ConnectorException Told(ConnectorException failure)
    {
        LogFailed(failure.System, failure.Table ?? "none", failure.Remedy);
        return failure;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The system {System} could not be read (table {Table}): {Remedy}")]
    private partial void LogFailed(string system, string table, string remedy);
}
