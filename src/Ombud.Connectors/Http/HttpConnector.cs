using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>
/// The connector of a system that is asked over HTTP, by calls that its dataset file declares. What a call answers is not believed: of
/// its rows those count that have a value which was asked for.
/// </summary>
internal sealed class HttpConnector : IConnector
{
    private readonly string _system;
    private readonly HttpDescription _http;
    private readonly IReadOnlyList<TableDescription> _tables;
    private readonly HttpSender _sender;
    private readonly AnswerPages _pages;
    private readonly Dictionary<string, ShownTable> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<(string Table, string Key)> _seen = [];
    private bool _isErasing;

    private HttpConnector(string system, HttpSettings settings, HttpDescription http, IReadOnlyList<TableDescription> tables)
    {
        (_system, _http, _tables) = (system, http, tables);
        _sender = new(settings, http.Limits, TimeProvider.System);
        _pages = new(_sender, http.Limits);
    }

    /// <param name="tables">Those that are described; no interface lists them.</param>
    /// <exception cref="ConnectorException">The connection string is none.</exception>
    public static HttpConnector Open(string system, string connection, HttpDescription http, IReadOnlyList<TableDescription> tables)
    {
        try
        {
            return new(system, HttpSettings.Read(connection), http, tables);
        }
        catch (HttpException e)
        {
            throw new ConnectorException(system, null, e.Remedy);
        }
    }

    public async Task<IReadOnlyList<LiveTable>> DiscoverAsync(CancellationToken cancel)
    {
        _shown.Clear();
        var live = new List<LiveTable>();
        foreach (var table in _tables)
        {
            live.Add(await GuardAsync(table.Name, async () =>
            {
                foreach (var field in table.Fields.Where(field => field.Identifies is not null))
                    await CheckFilterAsync(table, field.Name, cancel);
                return (await ShownAsync(table, cancel)).Of(table, _http.OmitsNulls);
            }));
        }

        return live;
    }

    public async IAsyncEnumerable<object?[]> FindAsync(
        TableDescription table, string field, IReadOnlyList<object> values, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, IConnector.ValuesMax, nameof(values));
        if (values.Count == 0)
            yield break;

        var call = await GuardAsync(table.Name, async () =>
        {
            CheckName(table.Name);
            await CheckShownAsync(table, field, cancel);
            return FindCallOf(table, field) ?? throw HttpFailure.NoCall($"finds rows by {field}");
        });
        var asked = values.Select(Comparable.Of).ToHashSet(StringComparer.Ordinal);
        var prints = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var batch in IsForMany(call) ? [values] : values.Select(value => (IReadOnlyList<object>)[value]))
        {
            var places = CallPlaces.Asking(table, field, batch);
            await using var rows = _pages.RowsAsync(call, places, field, cancel).GetAsyncEnumerator(cancel);
            while (await GuardAsync(table.Name, () => rows.MoveNextAsync()))
            {
                var row = new JsonRow(rows.Current);
                if (await GuardAsync(table.Name, () => ValueTask.FromResult(Taken(row, table, field, asked, prints))) is { } taken)
                    yield return taken;
            }
        }
    }

    public Task<IErasing> BeginErasingAsync(IReadOnlyList<TableDescription> tables, CancellationToken cancel)
    {
        if (_isErasing)
            throw new InvalidOperationException("An erasing is under way on this connector.");

        _isErasing = true;
        return Task.FromResult<IErasing>(new HttpErasing(this, tables));
    }

    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        return ValueTask.CompletedTask;
    }

    internal void EndErasing()
    {
        _isErasing = false;
        _seen.Clear();
    }

    internal ValueTask<T> GuardAsync<T>(string? table, Func<ValueTask<T>> work) => HttpFailure.GuardAsync(_system, table, work);

    /// <summary>
    /// Whether there is a row of a key: it was answered to a question, or is now. Where no call finds by a field of the key it is taken
    /// to be there.
    /// </summary>
    internal async ValueTask<bool> IsThereAsync(TableDescription table, object[] key, CancellationToken cancel)
    {
        if (Comparable.Key(key) is not { } own || _seen.Contains((table.Name, own)))
            return true;
        if (table.Key.FirstOrDefault(field => FindCallOf(table, field) is not null) is not { } by)
            return true;

        var narrow = table with { Fields = [.. table.Key.Select(name => new FieldDescription { Name = name })] };
        return await FindAsync(narrow, by, [key[table.Key.ToList().IndexOf(by)]], cancel)
            .AnyAsync(row => Comparable.Key(row) == own, cancel);
    }

    /// <summary>Deletes a row.</summary>
    /// <returns>False where it was gone.</returns>
    internal Task<bool> DeleteAsync(TableDescription table, object[] key, CancellationToken cancel) => DoAsync(
        HttpAsking.Of(table.Http?.Delete ?? _http.Calls.Delete ?? throw HttpFailure.NoCall("deletes a row"), CallPlaces.Row(table, key)),
        cancel);

    /// <summary>Overwrites fields of a row.</summary>
    /// <inheritdoc cref="DeleteAsync"/>
    internal Task<bool> OverwriteAsync(
        TableDescription table, object[] key, IReadOnlyDictionary<string, object?> values, CancellationToken cancel) => DoAsync(
        HttpAsking.Of(
            table.Http?.Overwrite ?? _http.Calls.Overwrite ?? throw HttpFailure.NoCall("overwrites fields of a row"),
            CallPlaces.Row(table, key), values),
        cancel);

    /// <summary>Whether marks are set and taken away by calls of their own.</summary>
    internal bool HasMarkCall(TableDescription table, bool isOn) => MarkCallOf(table, isOn) is not null;

    /// <summary>Marks a row as restricted, or takes its mark away.</summary>
    /// <inheritdoc cref="DeleteAsync"/>
    internal Task<bool> MarkAsync(TableDescription table, object[] key, bool isOn, CancellationToken cancel) => DoAsync(
        HttpAsking.Of(
            MarkCallOf(table, isOn) ?? throw HttpFailure.NoCall(isOn ? "restricts a row" : "lifts the restriction of a row"),
            CallPlaces.Row(table, key)),
        cancel);

    private HttpCall? MarkCallOf(TableDescription table, bool isOn) =>
        isOn ? table.Http?.Restrict ?? _http.Calls.Restrict : table.Http?.Lift ?? _http.Calls.Lift;

    // What is gone has gone: asked once more after an answer that was lost, a system has nothing left to delete.
    private async Task<bool> DoAsync(HttpAsking asking, CancellationToken cancel)
    {
        var answer = await _sender.SendAsync(asking, reads: false, cancel);
        return answer.IsDone || (answer.IsGone ? false : throw HttpFailure.Of(answer.Status));
    }

    private FindCall? FindCallOf(TableDescription table, string field) =>
        (table.Http?.Find ?? []).Concat(_http.Calls.Find)
            .FirstOrDefault(call => call.By.Count == 0 || call.By.Contains(field, StringComparer.Ordinal));

    private static bool IsForMany(FindCall call) =>
        call.Call.Body is { } body && CallBody.Places(body)?.Contains(CallPlaces.OfValues, StringComparer.Ordinal) is true;

    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
            throw new HttpException(HttpFailure.NoName);
    }

    private object?[]? Taken(JsonRow row, TableDescription table, string field, HashSet<string> asked, Dictionary<string, int> prints)
    {
        if (row.Required(field) is not { } found || !asked.Contains(Comparable.Of(found)))
            return null;

        // A page may begin with the last row of the one before it, where somebody added one meanwhile.
        if (Comparable.Key(table.Key.Select(row.Required)) is { } own)
        {
            _seen.Add((table.Name, own));
            if (!prints.TryAdd(own, row.Print))
                return prints[own] == row.Print ? null : throw new HttpException(HttpFailure.NotUnique);
        }

        return [.. table.Fields.Select(each => row.Value(each.Name))];
    }

    private async ValueTask<ShownTable> ShownAsync(TableDescription table, CancellationToken cancel)
    {
        if (_shown.TryGetValue(table.Name, out var known))
            return known;

        var sample = table.Http?.Sample ?? _http.Calls.Sample;
        var rows = sample is null
            ? AsyncEnumerable.Empty<JsonRow>()
            : _pages.RowsAsync(sample, CallPlaces.Nothing(table), null, cancel).Select(row => new JsonRow(row));
        return _shown[table.Name] = await ShownTable.OfAsync(rows, cancel);
    }

    // A field that was renamed would be found empty, and what it holds would stay.
    private async ValueTask CheckShownAsync(TableDescription table, string asked, CancellationToken cancel)
    {
        var shown = await ShownAsync(table, cancel);
        if (shown.Types.Count == 0 || _http.OmitsNulls)
            return;

        var missing = table.Fields.Select(field => field.Name).Concat(table.Key).Append(asked)
            .FirstOrDefault(name => !shown.Types.ContainsKey(name));
        if (missing is not null)
            throw HttpFailure.NoField(missing);
    }

    // Whoever asks for an address that nobody has, and gets rows, asks by a parameter that is passed over.
    private async Task CheckFilterAsync(TableDescription table, string field, CancellationToken cancel)
    {
        if (FindCallOf(table, field) is not { } call)
            throw HttpFailure.NoCall($"finds rows by {field}");

        var nobody = string.Create(
            CultureInfo.InvariantCulture, $"ombud-{RandomNumberGenerator.GetHexString(16, lowercase: true)}@nobody.invalid");
        try
        {
            if (await _pages.RowsAsync(call, CallPlaces.Asking(table, field, [nobody]), field, cancel).AnyAsync(cancel))
                throw new HttpException(HttpFailure.Unfiltered);
        }
        catch (HttpException e) when (e.Status is HttpStatusCode.BadRequest)
        {
            // It takes numbers there, or addresses of its own; what is no address finds nobody either way.
        }
    }
}
