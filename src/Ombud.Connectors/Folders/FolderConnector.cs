using System.Runtime.CompilerServices;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Folders;

/// <summary>
/// The connector of a folder of files, one a table. There is no index: each question reads its file from the beginning to the end.
/// </summary>
internal sealed class FolderConnector : IConnector
{
    private readonly string _system;
    private readonly TimeSpan _wait;
    private readonly ReadStamps _read = new();
    private bool _isErasing;

    private FolderConnector(string system, FolderTables tables, TimeSpan wait) => (_system, Tables, _wait) = (system, tables, wait);

    public FolderTables Tables { get; }

    /// <summary>Is told of each file just before another takes its place; tests stop there, as a killed process would.</summary>
    internal Action<string> Replacing { get; set; } = _ => { };

    /// <param name="wait">How long to wait where another process of Ombud changes the folder.</param>
    /// <exception cref="ConnectorException">The connection string is none, or there is no such folder.</exception>
    public static FolderConnector Open(string system, string connection, TimeSpan wait)
    {
        try
        {
            var settings = FolderSettings.Read(connection);
            // Listed, so that a folder that cannot be read shows itself.
            _ = Directory.EnumerateFileSystemEntries(settings.Folder).Any();
            return new FolderConnector(system, new FolderTables(settings), wait);
        }
        catch (Exception e) when (e is FolderException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(system, null, e is FolderException ours ? ours.Remedy : FolderFailure.CannotReach);
        }
    }

    public async Task<IReadOnlyList<LiveTable>> DiscoverAsync(CancellationToken cancel)
    {
        // Whoever looks at the whole folder begins anew; what an erasing goes by is what was read since.
        if (!_isErasing)
            _read.Clear();
        var tables = new List<LiveTable>();
        foreach (var name in await GuardAsync(null, () => ValueTask.FromResult(Tables.List())))
        {
            tables.Add(await GuardAsync(AddressName.Shown(name), async () =>
            {
                await using var reader = Tables.Open(name, []);
                return await SampleTable.RunAsync(name, reader, cancel);
            }));
        }

        return tables;
    }

    public async IAsyncEnumerable<object?[]> FindAsync(
        TableDescription table, string field, IReadOnlyList<object> values, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, IConnector.ValuesMax, nameof(values));
        var asked = values.Select(Comparable.Of).ToHashSet(StringComparer.Ordinal);
        await GuardAsync(table.Name, () => ValueTask.FromResult(_read.Note(table.Name, Tables.PathOf(table.Name))));
        await using var reader = await OpenAsync(table, [field]);
        var place = reader.PlaceOf(field);
        var key = TouchedTable.KeyOf(table, reader);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int[] places = [.. table.Fields.Select(each => reader.PlaceOf(each.Name))];
        while (await GuardAsync(table.Name, () => reader.ReadAsync(cancel)))
        {
            if (!reader.IsRow || RowOf(reader, table.Name, place, places, asked) is not { } row)
                continue;
            if (key.Length > 0 && Comparable.Key(key.Select(reader.Value)) is { } own && !seen.Add(own))
                throw Failed(table.Name, FolderFailure.NotUnique);
            yield return row;
        }
    }

    public bool FindsOlder => true;

    // A file has no order: of all that is older the first by key are kept while it is read.
    public async IAsyncEnumerable<object?[]> FindOlderAsync(
        TableDescription table, string field, DateOnly before, object[]? after, int limit,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await GuardAsync(table.Name, () => ValueTask.FromResult(_read.Note(table.Name, Tables.PathOf(table.Name))));
        await using var reader = await OpenAsync(table, [field]);
        var (place, begin) = (reader.PlaceOf(field), after is null ? null : Comparable.Key(after));
        var key = TouchedTable.KeyOf(table, reader);
        int[] places = [.. table.Fields.Select(each => reader.PlaceOf(each.Name))];
        var found = new SortedDictionary<string, object?[]>(StringComparer.Ordinal);
        while (await GuardAsync(table.Name, () => reader.ReadAsync(cancel)))
        {
            if (!reader.IsRow || !IsOlder(reader, table.Name, place, before) || Comparable.Key(key.Select(reader.Value)) is not { } own
                || (begin is not null && string.CompareOrdinal(own, begin) <= 0))
                continue;
            if (!found.TryAdd(own, [.. places.Select(reader.Value)]))
                throw Failed(table.Name, FolderFailure.NotUnique);
            if (found.Count > limit)
                found.Remove(found.Keys.Last());
        }

        foreach (var row in found.Values)
            yield return row;
    }

    public async Task<IErasing> BeginErasingAsync(IReadOnlyList<TableDescription> tables, CancellationToken cancel)
    {
        if (_isErasing)
            throw new InvalidOperationException("An erasing is under way on this connector.");

        var held = await GuardAsync(null, () => FolderLock.HoldAsync(Tables.Folder, _wait, cancel));
        try
        {
            await GuardAsync(null, () =>
            {
                Tables.Sweep();
                return ValueTask.FromResult(true);
            });
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }

        _isErasing = true;
        return new FolderErasing(this, tables, held);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal void EndErasing()
    {
        _isErasing = false;
        _read.Clear();
    }

    /// <summary>Sees that a table's file is the one that questions were answered from.</summary>
    /// <exception cref="FolderException">Somebody has written to it since, or put another in its place.</exception>
    internal void CheckRead(TouchedTable touched) => _read.Check(touched.Table.Name, touched.State.Stamp);

    /// <summary>Forgets what questions were answered from, since the files are others now.</summary>
    internal void ForgetRead() => _read.Clear();

    /// <summary>Opens a table with all the fields that its description names, and others.</summary>
    internal ValueTask<TableReader> OpenAsync(TableDescription table, IEnumerable<string> others) => GuardAsync(
        table.Name, () => ValueTask.FromResult(
            Tables.Open(table.Name, table.Fields.Select(each => each.Name).Concat(table.Key).Concat(others))));

    internal ValueTask<T> GuardAsync<T>(string? table, Func<ValueTask<T>> work) => FolderFailure.GuardAsync(_system, table, work);

    internal ConnectorException Failed(string? table, string remedy) => new(_system, table, remedy);

    private bool IsOlder(TableReader reader, string table, int place, DateOnly before)
    {
        try
        {
            return reader.Value(place) is { } found
                && (found is string text && DayText.Of(text) is { } day ? day : throw Failed(table, FolderFailure.NoDay)) < before;
        }
        catch (FolderException e)
        {
            throw Failed(table, e.Remedy);
        }
    }

    private object?[]? RowOf(TableReader reader, string table, int place, int[] places, HashSet<string> asked)
    {
        try
        {
            return reader.Value(place) is { } found && asked.Contains(Comparable.Of(found)) ? [.. places.Select(reader.Value)] : null;
        }
        catch (FolderException e)
        {
            throw Failed(table, e.Remedy);
        }
    }
}
