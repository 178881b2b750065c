using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>
/// A server of this machine that speaks JSON over HTTP about the tables of a database:
/// <c>GET /api/tables/t?by=f&amp;value=v</c>, <c>DELETE</c> and <c>PATCH /api/tables/t/key</c>. What it refuses it explains at length,
/// with what it was sent: nobody is to repeat that.
/// </summary>
public sealed class ShopServer(TestDatabase database, Func<Task<DbConnection>> connect) : IAsyncDisposable
{
    private const int PageSize = 400;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebApplication? _app;

    /// <summary>Comes before what the server does of itself; true where it has answered.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    public string Address { get; private set; } = "";

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Address = _app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _turn.Dispose();
    }

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer right")
        {
            await WriteAsync(context, 401, new JsonObject { ["error"] = "no such token" });
            return;
        }

        if (await Before(context))
            return;

        await _turn.WaitAsync();
        try
        {
            // As it was sent, since the server takes some of a path's escapes away.
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
            var path = target[0].Split('/');
            var asked = target.Length < 2 ? [] : target[1].Split('&').Select(each => each.Split('=', 2))
                .ToDictionary(each => Uri.UnescapeDataString(each[0]), each => Uri.UnescapeDataString(each[1]), StringComparer.Ordinal);
            var table = path.Length is 4 or 5 && path[2] is "tables" ? Uri.UnescapeDataString(path[3]) : "";
            if (await ColumnsAsync(table) is not { Count: > 0 } columns)
            {
                await WriteAsync(context, 404, new JsonObject { ["error"] = $"nothing at {string.Join('?', target)}" });
                return;
            }

            await (context.Request.Method switch
            {
                "GET" => FindAsync(context, table, columns, asked),
                _ => ChangeAsync(context, table, columns, path[^1]),
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task FindAsync(
        HttpContext context, string table, List<(string Name, string Type, int Key)> columns, Dictionary<string, string> asked)
    {
        var (where, values) = ("", new List<object?>());
        if (asked.TryGetValue("by", out var by))
        {
            if (columns.Find(column => column.Name == by) is not { Name: not null } column)
            {
                await WriteAsync(context, 400, new JsonObject { ["error"] = $"no field '{by}' for '{asked["value"]}'" });
                return;
            }

            var value = asked["value"];
            values.Add(column.Type is "boolean" ? value is "true" ? "1" : "0" : value);
            where = $" where cast({database.Quote(by)} as text) = @p0";
        }

        var offset = asked.TryGetValue("offset", out var from) ? int.Parse(from, CultureInfo.InvariantCulture) : 0;
        var size = asked.TryGetValue("limit", out var limit) ? int.Parse(limit, CultureInfo.InvariantCulture) : PageSize;
        var rows = await RowsAsync($"select * from {database.Quote(table)}{where} limit {size} offset {offset}", values);
        await WriteAsync(context, 200, new JsonObject
        {
            ["data"] = new JsonObject { ["rows"] = rows },
            ["next"] = rows.Count < size || limit is not null
                ? null
                : $"?by={Uri.EscapeDataString(by!)}&value={Uri.EscapeDataString(asked["value"])}&offset={offset + size}",
        });
    }

    private async Task ChangeAsync(HttpContext context, string table, List<(string Name, string Type, int Key)> columns, string key)
    {
        var keys = columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name).ToList();
        if (keys.Count == 0)
            keys.Add(columns[0].Name);
        var values = key.Split(',').Select(part => (object?)Uri.UnescapeDataString(part)).ToList();
        var where = string.Join(" and ", keys.Select((name, index) => $"cast({database.Quote(name)} as text) = @p{index}"));
        var sql = $"delete from {database.Quote(table)} where {where}";
        if (context.Request.Method is "PATCH")
        {
            Assert.Equal("application/merge-patch+json", context.Request.ContentType);
            var patch = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
            var sets = new List<string>();
            foreach (var (name, value) in patch)
            {
                sets.Add($"{database.Quote(name)} = @p{values.Count}");
                values.Add(Plain(value));
            }

            sql = $"update {database.Quote(table)} set {string.Join(", ", sets)} where {where}";
        }

        await using var command = await CommandAsync(sql, values);
        context.Response.StatusCode = await command.ExecuteNonQueryAsync() > 0 ? 204 : 404;
    }

    private async Task<List<(string Name, string Type, int Key)>> ColumnsAsync(string table)
    {
        await using var command = await CommandAsync("select name, type, pk from pragma_table_info(@p0)", [table]);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string, string, int)>();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return columns;
    }

    private async Task<JsonArray> RowsAsync(string sql, List<object?> values)
    {
        await using var command = await CommandAsync(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new JsonArray();
        while (await reader.ReadAsync())
        {
            var row = new JsonObject();
            for (var index = 0; index < reader.FieldCount; index++)
                row[reader.GetName(index)] = NodeOf(reader.GetValue(index), reader.GetDataTypeName(index));
            rows.Add(row);
        }

        return rows;
    }

    private async Task<DbCommand> CommandAsync(string sql, List<object?> values)
    {
        var command = (await connect()).CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Count; index++)
            database.Bind(command, $"@p{index}", values[index]);
        return command;
    }

    private static JsonNode? NodeOf(object value, string type) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexString(bytes),
        long number when type.Equals("boolean", StringComparison.OrdinalIgnoreCase) => number != 0,
        long number => number,
        double number => number,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static object? Plain(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        _ => value.GetValue<decimal>() is var number && number == Math.Floor(number) ? (long)number : (double)number,
    };
}
