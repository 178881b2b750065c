using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ombud.Tests.Systems;

/// <summary>
/// A service of somebody's that is reached over HTTP alone, with made-up readers of a newsletter and what they opened, and the dataset
/// file that says how it is asked.
/// </summary>
internal sealed class HttpSystem : IAsyncDisposable
{
    private const string Description =
        """
        system: letters
        title: Newsletter service
        kind: http
        connection: Letters
        controller: aerotek-se
        subjects: [job-seeker]
        http:
          find:
            - post: /{table}/search
              body: '{"field": "{field}", "any": "{values}"}'
              rows: /found
          delete:
            delete: /{table}/{key}
          sample:
            get: /{table}
            rows: /found
          limits:
            perSecond: 1000
        tables:
          - table: readers
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: email
                category: contact-details
                identifies: email
              - field: name
                category: contact-details
          - table: openings
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: reader
                belongsTo: readers.id
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("ombud-letters-").FullName;
    private readonly WebApplication _app;
    private readonly Lock _turn = new();

    private HttpSystem(WebApplication app) => _app = app;

    /// <summary>Its rows by table.</summary>
    public Dictionary<string, List<JsonObject>> Tables { get; } = new(StringComparer.Ordinal) { ["readers"] = [], ["openings"] = [] };

    /// <summary>Whether it refuses to delete.</summary>
    public bool Refuses { get; set; }

    public string File => Path.Combine(_root, "letters.yaml");

    public string Connection => $"--ConnectionStrings:Letters=Url={_app.Urls.Single()};Header=X-Key;Key=right";

    public string[] Settings => [$"--Systems:Folder={_root}", Connection];

    public static async Task<HttpSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var system = new HttpSystem(builder.Build());
        system._app.Run(system.AnswerAsync);
        await system._app.StartAsync();
        await System.IO.File.WriteAllTextAsync(system.File, Description);
        return system;
    }

    /// <summary>A reader who opened two letters.</summary>
    public void Add(int id, string email, string name)
    {
        lock (_turn)
        {
            Tables["readers"].Add(new() { ["id"] = id, ["email"] = email, ["name"] = name });
            Tables["openings"].AddRange([new() { ["id"] = id * 10, ["reader"] = id }, new() { ["id"] = (id * 10) + 1, ["reader"] = id }]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var body = HttpMethods.IsPost(context.Request.Method) ? await JsonNode.ParseAsync(context.Request.Body) : null;
        context.Response.StatusCode = context.Request.Headers["X-Key"] != "right" ? 401
            : !Tables.TryGetValue(path[1], out var rows) ? 404
            : HttpMethods.IsDelete(context.Request.Method) ? Delete(rows, path[2]) : 200;
        if (context.Response.StatusCode == 200)
            await context.Response.WriteAsJsonAsync(Find(Tables[path[1]], body));
    }

    private int Delete(List<JsonObject> rows, string id)
    {
        lock (_turn)
            return Refuses ? 403 : rows.RemoveAll(row => row["id"]!.ToJsonString() == id) > 0 ? 204 : 404;
    }

    private JsonObject Find(List<JsonObject> rows, JsonNode? body)
    {
        lock (_turn)
        {
            var any = body?["any"]!.AsArray().Select(value => value!.ToJsonString()).ToHashSet(StringComparer.Ordinal);
            var found = rows.Where(row => any is null || any.Contains(row[body!["field"]!.GetValue<string>()]!.ToJsonString()));
            return new() { ["found"] = new JsonArray([.. found.Select(row => row.DeepClone())]) };
        }
    }
}
