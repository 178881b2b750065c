using Microsoft.AspNetCore.Http;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Http;

/// <summary>Tests against a server that answers otherwise than it should.</summary>
public abstract class OnServer : OnEveryDatabase<HttpDatabase>
{
    protected const string Canary = "canary.7f3a@shop.example";

    protected List<string> Targets { get; } = [];

    /// <summary>Lets the server answer so, and notes what it was asked.</summary>
    protected void Answer(Func<HttpContext, Task> answer) => Database.Server.Before = async context =>
    {
        Targets.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        await answer(context);
        return true;
    };

    protected static Task WriteAsync(HttpContext context, string body, string type = "application/json", int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    protected async Task<List<object?[]>> FindAsync(Func<HttpDescription, HttpDescription>? change = null, params object[] values)
    {
        await using var connector = await Database.OpenAsync(change ?? (http => http));
        return await connector.FindAsync(Shop[0], "email", values.Length > 0 ? values : [Canary], CancellationToken.None).ToListAsync();
    }

    /// <summary>Without the call for some rows, so that the answer is the first.</summary>
    protected static HttpDescription Bare(HttpDescription http) => http with { Calls = http.Calls with { Sample = null } };

    protected static HttpDescription Finding(HttpDescription http, Func<FindCall, FindCall> change) =>
        http with { Calls = http.Calls with { Sample = null, Find = [change(http.Calls.Find[0])] } };

    protected static async Task<ConnectorException> TellsAsync(string remedy, Func<Task> work)
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(work);

        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("127.0.0.1", failure.ToString(), StringComparison.Ordinal);
        return failure;
    }
}
